'use client';

import { CircleCheck } from 'lucide-react';
import { useIncidents } from '@/lib/client/diagnosis/use-incidents';
import { useScope } from '@/lib/client/url/use-scope';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { IncidentRow } from './incident-row';

/** Everything that was wrong in the mesh, as far back as it is kept. */
export function IncidentsPage() {
  const { namespaces } = useScope();
  const { hasNextPage, isFetchingNextPage, fetchNextPage, ...answer } = useIncidents(namespaces);
  const state = panelState(answer, (incidents) => (incidents.length > 0 ? undefined : <NoIncidents />));
  return (
    <Page>
      <PageHeader crumbs={[{ label: 'Overview', href: '/' }, { label: 'Incidents' }]} title="Incidents" />
      <Panel title="All incidents" note="newest first" state={state} bodyClassName="p-0">
        {(incidents) => (
          <>
            <ol className="flex flex-col divide-y divide-border">
              {incidents.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} />
              ))}
            </ol>
            {hasNextPage ? (
              <div className="border-border border-t p-3">
                <Button size="sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  Show older incidents
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Panel>
    </Page>
  );
}

function NoIncidents() {
  return (
    <EmptyState icon={CircleCheck} title="Nothing was wrong">
      <p>The console looks at the whole mesh every ten seconds. What it finds is kept here.</p>
    </EmptyState>
  );
}
