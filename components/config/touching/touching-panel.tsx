'use client';

import { Wand2 } from 'lucide-react';
import { useConfigList } from '@/lib/client/config/use-config-list';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { PastConfigNote } from '../../ui/past-config-note';
import { TouchingList } from './touching-list';

/** The configuration that has something to say about a service, workload or app, with what is wrong in it. */
export function TouchingPanel({ of }: { of: string }) {
  const list = useConfigList({ of });
  const href = `/config/new?of=${encodeURIComponent(of)}`;
  const state = panelState(list, ({ items }) =>
    items.length > 0 ? undefined : (
      <EmptyState title="No configuration touches it" className="py-6">
        Requests go by the defaults: every version alike, no timeout, everybody allowed.
      </EmptyState>
    ),
  );
  return (
    <Panel
      title="Configuration"
      state={state}
      bodyClassName="px-4 py-2"
      actions={
        <Button asChild size="sm">
          <AppLink href={href}>
            <Wand2 aria-hidden />
            Configure
          </AppLink>
        </Button>
      }
    >
      {({ items }) => (
        <>
          <PastConfigNote />
          <TouchingList items={items} />
        </>
      )}
    </Panel>
  );
}
