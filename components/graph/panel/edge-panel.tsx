'use client';

import type { ReactNode } from 'react';
import { useSignals } from '@/lib/client/signals/use-signals';
import { useScope } from '@/lib/client/url/use-scope';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { edgeHref } from '../edge-href';
import { CodeList } from './code-list';
import { EdgeFacts } from './edge-facts';
import { ExemplarTraces } from './exemplar-traces';
import { FailingRequests } from './failing-requests';
import { HealthLine } from './health-line';
import { PageLinks, WhyLink } from './page-links';
import { PanelSection } from './panel-section';
import { ReporterTable } from './reporter-table';
import { LatencyRows, TcpRows, VolumeRows } from './signal-rows';

/** An edge: how healthy, how much, how fast, what both sides report, how it ended, what failed last. */
export function EdgePanel({ edge, rules }: { edge: GraphEdge; rules: ReactNode }) {
  const { range } = useScope();
  const signals = useSignals({ of: edge.id, range });
  const isTcp = edge.protocol === 'tcp';
  return (
    <>
      <HealthLine health={edge.health} isIdle={edge.isIdle} />
      <PageLinks of={edge.id} page={edgeHref(edge.id)} pageLabel="Open edge page">
        {isTroubled(edge) ? <WhyLink of={edge.id} /> : null}
      </PageLinks>
      <PanelSection title="Traffic">
        <PanelBody title="Golden signals" state={panelState(signals)}>
          {(data) =>
            isTcp ? <TcpRows signals={data} /> : <VolumeRows signals={data} health={edge.health.status} />
          }
        </PanelBody>
      </PanelSection>
      {signals.data === undefined || isTcp ? null : (
        <>
          <PanelSection title="Latency">
            <LatencyRows signals={signals.data} />
          </PanelSection>
          <PanelSection title="What both sides report">
            <ReporterTable of={edge.id} />
          </PanelSection>
          <PanelSection title="Codes and flags">
            <CodeList codes={signals.data.codes} of={edge.id} />
          </PanelSection>
        </>
      )}
      <PanelSection title="Rules of where it leads">{rules}</PanelSection>
      <PanelSection title="Facts">
        <EdgeFacts edge={edge} />
      </PanelSection>
      {isTcp ? null : (
        <>
          <PanelSection title="Failed last">
            <FailingRequests of={edge.id} />
          </PanelSection>
          <PanelSection title="Failed traces">
            <ExemplarTraces of={edge.id} status="error" />
          </PanelSection>
        </>
      )}
    </>
  );
}

/** Whether there is something to ask why about. */
function isTroubled({ health, errorPercent, isIdle }: GraphEdge): boolean {
  return !isIdle && (errorPercent > 0 || health.status === 'Failure' || health.status === 'Degraded');
}
