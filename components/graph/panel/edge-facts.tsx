import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatCost } from '@/lib/client/format/format-cost';
import { formatMessageRate } from '@/lib/client/format/format-message-rate';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { Metric } from '../../ui/metric';

/** Share, bytes, hosts, encryption and whose numbers these are. */
export function EdgeFacts({ edge }: { edge: GraphEdge }) {
  const row = 'contents';
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <div className={row}>
        <dt className="text-muted">Share</dt>
        <dd>
          <Metric quantity={formatPercent(edge.sharePercent / 100)} />{' '}
          <span className="text-muted">of what the source sends by {edge.protocol}</span>
        </dd>
      </div>
      <div className={row}>
        <dt className="text-muted">Bytes</dt>
        <dd>
          <Metric quantity={formatByteRate(edge.requestBytes)} /> <span className="text-muted">there,</span>{' '}
          <Metric quantity={formatByteRate(edge.responseBytes)} /> <span className="text-muted">back</span>
        </dd>
      </div>
      {edge.messages === undefined ? null : (
        <div className={row}>
          <dt className="text-muted">Messages</dt>
          <dd>
            <Metric quantity={formatMessageRate(edge.messages.requests)} />{' '}
            <span className="text-muted">there,</span>{' '}
            <Metric quantity={formatMessageRate(edge.messages.responses)} />{' '}
            <span className="text-muted">back</span>
          </dd>
        </div>
      )}
      {edge.cost === undefined ? null : (
        <div className={row}>
          <dt className="text-muted">Costs</dt>
          <dd>
            <Metric quantity={formatCost(edge.cost)} />{' '}
            <span className="text-muted">to carry these bytes, at this pace</span>
          </dd>
        </div>
      )}
      <div className={row}>
        <dt className="text-muted">Mutual TLS</dt>
        <dd>{mtlsWords(edge.mtlsPercent)}</dd>
      </div>
      <div className={row}>
        <dt className="text-muted">Reported by</dt>
        <dd>the {edge.reporter}</dd>
      </div>
      {edge.hosts.length === 0 ? null : (
        <div className={row}>
          <dt className="text-muted">{edge.hosts.length === 1 ? 'Host' : 'Hosts'}</dt>
          <dd className="min-w-0">
            <ul>
              {edge.hosts.map(({ host, rate }) => (
                <li key={host} className="flex items-baseline gap-2">
                  <span className="min-w-0 break-all font-mono text-xs leading-5">{host}</span>
                  {edge.protocol === 'tcp' ? null : (
                    <Metric quantity={formatRate(rate)} className="ml-auto text-xs" />
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

function mtlsWords(percent: number | null): string {
  if (percent === null) return 'Unknown: no destination proxy reported';
  if (percent >= 100) return 'All requests';
  return percent === 0 ? 'None: plain text' : `${Math.round(percent)} % of requests`;
}
