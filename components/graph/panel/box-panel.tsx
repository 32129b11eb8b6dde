'use client';

import { FoldVertical } from 'lucide-react';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { useSignals } from '@/lib/client/signals/use-signals';
import { useScope } from '@/lib/client/url/use-scope';
import { compareHealth } from '@/lib/mesh/health/health-status';
import { Button } from '../../ui/button';
import { HealthIcon } from '../../ui/health-icon';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import type { WriteGraphUrl } from '../graph-url';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnBox, DrawnGraph } from '../model/drawn-graph';
import { nodeTraffic } from '../model/node-traffic';
import { isIn } from '../model/related-to';
import { CodeList } from './code-list';
import { FailingRequests } from './failing-requests';
import { HealthLine } from './health-line';
import { PageLinks } from './page-links';
import { PanelSection } from './panel-section';
import { LatencyRows, VolumeRows } from './signal-rows';

type BoxPanelProps = {
  graph: DrawnGraph;
  box: DrawnBox;
  of: string;
  page: string | undefined;
  /** Draws the box as one node. */
  onFold: () => void;
  write: WriteGraphUrl;
};

/** A box: its traffic as a whole and its members, worst first. */
export function BoxPanel({ graph, box, of, page, onFold, write }: BoxPanelProps) {
  const { range, write: writeScope } = useScope();
  const signals = useSignals({ of, range });
  const members = graph.nodes
    .filter(({ id }) => isIn(graph, id, box.id))
    .toSorted((a, b) => compareHealth(a.health.status, b.health.status));
  return (
    <>
      <HealthLine health={members[0]?.health ?? { status: 'NA', errorPercent: 0 }} isIdle={false} />
      <PageLinks of={of} page={page} pageLabel="Details">
        {box.kind === 'namespace' ? (
          <>
            <Button size="sm" onClick={onFold}>
              <FoldVertical aria-hidden />
              Fold the box
            </Button>
            <Button size="sm" onClick={() => writeScope({ ns: [box.title] })}>
              Only this namespace
            </Button>
          </>
        ) : null}
      </PageLinks>
      <PanelSection title="Traffic">
        <PanelBody title="Golden signals" state={panelState(signals)}>
          {(data) => <VolumeRows signals={data} health={box.health} />}
        </PanelBody>
      </PanelSection>
      {signals.data === undefined ? null : (
        <>
          <PanelSection title="Latency">
            <LatencyRows signals={signals.data} />
          </PanelSection>
          <PanelSection title="Codes and flags">
            <CodeList codes={signals.data.codes} of={of} />
          </PanelSection>
        </>
      )}
      <PanelSection title={`Members: ${members.length}`}>
        <ul className="-mx-2">
          {members.map((node) => (
            <li key={node.id}>
              <button
                type="button"
                onClick={() => write({ sel: node.id })}
                className="grid w-full grid-cols-[auto_1fr_auto_64px] items-center gap-x-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-raised"
              >
                <HealthIcon health={node.isIdle ? 'NA' : node.health.status} />
                <span className="truncate">{nodeTitle(node)}</span>
                <Metric quantity={formatRate(nodeTraffic(node.incoming).rate)} />
                <Metric
                  quantity={formatPercent(nodeTraffic(node.incoming).errorPercent / 100)}
                  className="text-right text-xs"
                />
              </button>
            </li>
          ))}
        </ul>
      </PanelSection>
      <PanelSection title="Failed last">
        <FailingRequests of={of} />
      </PanelSection>
    </>
  );
}
