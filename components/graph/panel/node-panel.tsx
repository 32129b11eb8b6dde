'use client';

import { Crosshair, Pencil, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { useSignals } from '@/lib/client/signals/use-signals';
import { entityHref } from '@/lib/client/url/entity-href';
import { useScope } from '@/lib/client/url/use-scope';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { SegmentedControl } from '../../ui/segmented-control';
import { BadgeList } from '../badge/badge-list';
import type { NodeBadges } from '../badge/list-badges';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { CodeList } from './code-list';
import { FailingRequests } from './failing-requests';
import { HealthLine } from './health-line';
import { NodeFacts } from './node-facts';
import { Peers } from './node-peers';
import { PageLinks, WhyLink } from './page-links';
import { PanelSection } from './panel-section';
import { LatencyRows, TcpRows, VolumeRows } from './signal-rows';
import { WaysMenu } from './ways-menu';

type NodePanelProps = {
  graph: DrawnGraph;
  node: GraphNode;
  badges: NodeBadges | undefined;
  url: GraphUrl;
  write: WriteGraphUrl;
  rules: ReactNode;
};

/** Wrong templates are put right on the page of the service. */
function TemplatesLink({ of }: { of: string }) {
  const page = entityHref(of);
  if (page === undefined) return null;
  return (
    <Button asChild size="sm">
      <AppLink href={`${page}#operations`}>
        <Pencil aria-hidden />
        Edit templates
      </AppLink>
    </Button>
  );
}

function isTroubled({ health }: GraphNode): boolean {
  return health.status === 'Failure' || health.status === 'Degraded';
}

const DIRECTIONS = [
  { value: 'inbound', label: 'Inbound' },
  { value: 'outbound', label: 'Outbound' },
] as const;

/** A node: how healthy, how much, how fast, who with, what rules, what failed last. */
export function NodePanel({ graph, node, badges, url, write, rules }: NodePanelProps) {
  const { range } = useScope();
  const natural = Object.keys(node.incoming).length > 0 ? 'inbound' : 'outbound';
  const direction = url.dir === 'auto' ? natural : url.dir;
  const signals = useSignals({ of: node.id, range, direction });
  const isTcp = Object.keys(direction === 'inbound' ? node.incoming : node.outgoing).every(
    (name) => name === 'tcp',
  );
  return (
    <>
      <HealthLine health={node.health} isIdle={node.isIdle} />
      <PageLinks of={node.id} page={entityHref(node.id)} pageLabel="Details">
        {isTroubled(node) ? <WhyLink of={node.id} /> : null}
        <Button size="sm" onClick={() => write({ focus: node.id })}>
          <Crosshair aria-hidden />
          Focus
        </Button>
        <WaysMenu graph={graph} from={node} write={write} />
        {node.kind === 'operation' ? <TemplatesLink of={node.id} /> : null}
        {node.kind === 'service' ? (
          <Button asChild size="sm">
            <AppLink href={splitHref(node)}>
              <SlidersHorizontal aria-hidden />
              Shift traffic
            </AppLink>
          </Button>
        ) : null}
      </PageLinks>
      <PanelSection
        title="Traffic"
        actions={
          <SegmentedControl
            label="Direction"
            value={direction}
            options={DIRECTIONS}
            onChange={(dir) => write({ dir }, { replace: true })}
          />
        }
      >
        <PanelBody title="Golden signals" state={panelState(signals)}>
          {(data) =>
            isTcp && !node.isIdle ? (
              <TcpRows signals={data} />
            ) : (
              <VolumeRows signals={data} health={node.health.status} />
            )
          }
        </PanelBody>
      </PanelSection>
      {signals.data === undefined || isTcp ? null : (
        <>
          <PanelSection title="Latency">
            <LatencyRows signals={signals.data} />
          </PanelSection>
          <PanelSection title="Codes and flags">
            <CodeList codes={signals.data.codes} of={node.id} />
          </PanelSection>
        </>
      )}
      <Peers graph={graph} node={node} onSelect={(sel) => write({ sel })} />
      {badges === undefined ? null : (
        <PanelSection title="Signs">
          <BadgeList of={node.id} badges={badges} />
        </PanelSection>
      )}
      {node.kind === 'unknown' ? null : <PanelSection title="Rules">{rules}</PanelSection>}
      <PanelSection title="Facts">
        <NodeFacts node={node} />
      </PanelSection>
      <PanelSection title="Failed last">
        <FailingRequests of={node.id} />
      </PanelSection>
    </>
  );
}
