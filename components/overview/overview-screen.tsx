'use client';

import type { ReactNode } from 'react';
import { useFindingCounts } from '@/lib/client/config/use-finding-counts';
import { useScope } from '@/lib/client/url/use-scope';
import { Badge } from '../ui/badge';
import { ErrorState } from '../ui/error-state';
import { Page } from '../ui/page';
import { PageHeader } from '../ui/page-header';
import { ChangeFeed } from './change-feed';
import { MeshStrip } from './mesh-strip';
import { NamespaceCardView } from './namespace-card';
import { NoMesh } from './no-mesh';
import { orderCards } from './order-cards';
import { OverviewSkeleton } from './overview-skeleton';
import { useOverview } from './use-overview';

/** The whole mesh at a glance, trouble first. */
export function OverviewScreen({ incidents }: { incidents: ReactNode }) {
  const { namespaces } = useScope();
  const { data: cards, error, refetch } = useOverview();
  const findings = useFindingCounts();
  return (
    <Page>
      <PageHeader
        title="Overview"
        facts={
          error !== null && cards !== undefined ? <Badge tone="degraded">Stale: {error.message}</Badge> : null
        }
      />
      <div className="grid min-w-0 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-4">
          {cards === undefined ? (
            error === null ? (
              <OverviewSkeleton />
            ) : (
              <ErrorState title="Cannot load the overview" message={error.message} onRetry={refetch} />
            )
          ) : cards.length === 0 ? (
            <NoMesh namespaces={namespaces} />
          ) : (
            <>
              <MeshStrip cards={cards} />
              <ul className="grid min-w-0 gap-4 [grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr))]">
                {orderCards(cards).map((card) => (
                  <NamespaceCardView
                    key={card.namespace}
                    card={card}
                    findings={findings.get(card.namespace)}
                  />
                ))}
              </ul>
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {incidents}
          <ChangeFeed />
        </div>
      </div>
    </Page>
  );
}
