import type { ConfigPreview } from '@/lib/protocol/api/config-preview';
import { AppLink } from '../../ui/app-link';
import { formatExpected } from './format-expected';

/** Who calls whom today and would be refused. */
export function BrokenEdges({ edges }: { edges: ConfigPreview['broken'] }) {
  return (
    <ul className="flex flex-col divide-y divide-border/60">
      {edges.map(({ caller, target, requests, reason, example }) => (
        <li
          key={`${caller} ${target?.workload} ${reason}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5 text-xs"
        >
          <span className="font-mono">
            {caller} → {target === null ? example.authority : target.workload || target.host}
          </span>
          <span className="num text-failing">
            {formatExpected(requests)} {requests === 1 ? 'request' : 'requests'}
          </span>
          {example.traceId === '' ? null : (
            <AppLink href={`/traces/${example.traceId}`} className="text-accent hover:underline">
              Trace
            </AppLink>
          )}
          <span className="w-full text-muted">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
