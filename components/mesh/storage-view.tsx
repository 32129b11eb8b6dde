'use client';

import { Card } from '@/components/ui/card';
import { PanelBody } from '@/components/ui/panel';
import { panelState, type QueryLike } from '@/components/ui/panel-state';
import { useRetention } from '@/lib/client/mesh/use-retention';
import type { ConsoleState } from '@/lib/protocol/api/console';
import { RetentionForm } from './retention-form';
import { StorageTable } from './storage-table';

/** What is stored, how long it is kept, and the way to change that. */
export function StorageView({ query }: { query: QueryLike<ConsoleState> }) {
  const retention = useRetention();
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <section aria-label="Storage">
          <header className="flex h-11 items-center border-border border-b px-4">
            <h2 className="text-sm">What is stored</h2>
          </header>
          <PanelBody title="Storage" state={panelState(query)}>
            {({ storage }) => <StorageTable storage={storage} />}
          </PanelBody>
        </section>
      </Card>
      <Card>
        <section aria-label="Retention">
          <header className="flex min-h-11 flex-wrap items-center gap-x-2 border-border border-b px-4">
            <h2 className="text-sm">How long it is kept</h2>
            <span className="text-faint text-xs">older data is dropped, a partition at a time</span>
          </header>
          <div className="p-4">
            <PanelBody title="Retention" state={panelState(retention)}>
              {(settings) => <RetentionForm retention={settings} storage={query.data?.storage ?? []} />}
            </PanelBody>
          </div>
        </section>
      </Card>
    </div>
  );
}
