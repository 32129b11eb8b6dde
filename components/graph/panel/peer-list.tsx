import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { compareHealth } from '@/lib/mesh/health/health-status';
import { healthTone } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import { Metric } from '../../ui/metric';

export type Peer = { edge: GraphEdge; title: string };

type PeerListProps = { label?: string; peers: readonly Peer[]; onSelect: (id: string) => void };

/** Who calls, or who is called: trouble first, then the busiest; each row selects its edge. */
export function PeerList({ label, peers, onSelect }: PeerListProps) {
  const sorted = peers.toSorted(
    (a, b) => compareHealth(a.edge.health.status, b.edge.health.status) || b.edge.rate - a.edge.rate,
  );
  return (
    <div>
      {label === undefined ? null : <h4 className="mb-0.5 font-normal text-faint text-xs">{label}</h4>}
      <ul className="-mx-2">
        {sorted.map(({ edge, title }) => (
          <li key={edge.id}>
            <button
              type="button"
              onClick={() => onSelect(edge.id)}
              className="grid w-full grid-cols-[auto_1fr_auto_64px] items-center gap-x-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-raised"
            >
              <HealthIcon health={edge.isIdle ? 'NA' : edge.health.status} />
              <span className="truncate">
                {title}
                {edge.protocol === 'http' ? null : (
                  <span className="ml-1.5 text-faint text-xs">{edge.protocol}</span>
                )}
              </span>
              <Metric
                quantity={edge.protocol === 'tcp' ? formatByteRate(edge.rate) : formatRate(edge.rate)}
              />
              <Metric
                quantity={
                  edge.protocol === 'tcp' || edge.isIdle ? undefined : formatPercent(edge.errorPercent / 100)
                }
                tone={healthTone(edge.health.status)}
                className="text-right text-xs"
              />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
