'use client';

import { Plus, Rocket } from 'lucide-react';
import { useRef } from 'react';
import { useRollouts } from '@/lib/client/rollouts/use-rollouts';
import { useScope } from '@/lib/client/url/use-scope';
import type { RolloutItem } from '@/lib/protocol/api/rollouts';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { useListKeys } from '../../ui/use-list-keys';
import { isUnderWay } from '../model/rollout-phase';
import { RolloutRow } from './rollout-row';
import { ServiceLinks } from './service-links';

/** Every rollout, those under way first, and the ways to shift traffic. */
export function RolloutsScreen() {
  const { namespaces } = useScope();
  const rows = useRef<HTMLDivElement>(null);
  useListKeys(rows, 'li > a');
  const query = useRollouts();
  const inScope = (rollouts: readonly RolloutItem[]) =>
    rollouts.filter(({ service }) => namespaces.length === 0 || namespaces.includes(service.namespace));
  const underWay = panelState(query, ({ rollouts }) =>
    inScope(rollouts).some(isUnderWay) ? undefined : (
      <EmptyState
        icon={Rocket}
        title="No rollout is under way"
        action={
          <Button asChild size="sm">
            <AppLink href="/rollouts/new">Plan a rollout</AppLink>
          </Button>
        }
      >
        A rollout gives a new version a little traffic, compares it with the old one, and goes on or back by
        itself.
      </EmptyState>
    ),
  );
  const past = inScope(query.data?.rollouts ?? []).filter((rollout) => !isUnderWay(rollout));
  return (
    <Page>
      <PageHeader
        title="Rollouts"
        facts={
          <span className="text-muted max-md:hidden">Shift traffic to a new version, and back in time</span>
        }
        actions={
          <Button asChild tone="primary" size="sm">
            <AppLink href="/rollouts/new">
              <Plus aria-hidden />
              Plan a rollout
            </AppLink>
          </Button>
        }
      />
      <div ref={rows} className="contents">
        <Panel title="Under way" state={underWay} bodyClassName="p-0">
          {({ rollouts }) => (
            <Rows label="Rollouts under way" rollouts={inScope(rollouts).filter(isUnderWay)} />
          )}
        </Panel>
        <ServiceLinks />
        {past.length === 0 ? null : (
          <Panel title="Past" state={{ kind: 'data', data: past }} bodyClassName="p-0">
            {(rollouts) => <Rows label="Past rollouts" rollouts={rollouts} />}
          </Panel>
        )}
      </div>
    </Page>
  );
}

function Rows({ label, rollouts }: { label: string; rollouts: readonly RolloutItem[] }) {
  return (
    <ul aria-label={label} className="divide-y divide-border/60">
      {rollouts.map((rollout) => (
        <RolloutRow key={rollout.id} rollout={rollout} />
      ))}
    </ul>
  );
}
