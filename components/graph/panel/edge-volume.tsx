import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { Quantity } from '@/lib/client/format/quantity';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { Metric } from '../../ui/metric';
import { EdgeFacts } from './edge-facts';

/** The sums of an edge as the graph has them: how much, how fast, and the facts. */
export function EdgeVolume({ edge }: { edge: GraphEdge }) {
  const rows: readonly (readonly [string, Quantity | undefined])[] =
    edge.protocol === 'tcp'
      ? []
      : [
          ['Requests', formatRate(edge.rate)],
          ['Errors', formatPercent(edge.errorPercent / 100)],
          ['p50', edge.latency === undefined ? undefined : formatDuration(edge.latency.p50)],
          ['p95', edge.latency === undefined ? undefined : formatDuration(edge.latency.p95)],
        ];
  return (
    <>
      <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {rows.map(([label, quantity]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd>
              <Metric quantity={quantity} />
            </dd>
          </div>
        ))}
      </dl>
      <EdgeFacts edge={{ ...edge, hosts: edge.hosts.slice(0, 8) }} />
    </>
  );
}
