import { ArrowRight } from 'lucide-react';
import type { PreviewExample } from '@/lib/protocol/api/config-preview';
import { AppLink } from '../../ui/app-link';
import { TimeAgo } from '../../ui/time-ago';
import { durationText } from './format-expected';

/** Recorded requests, what becomes of them and why, each with its trace. */
export function ExampleList({ examples }: { examples: readonly PreviewExample[] }) {
  return (
    <ul className="flex flex-col gap-2 text-xs">
      {examples.map((example) => (
        <li
          key={`${example.at} ${example.caller} ${example.path} ${example.traceId}`}
          className="flex flex-col gap-0.5"
        >
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="break-all font-mono">
              {example.method} {example.authority}
              {example.path}
            </span>
            <span className="num text-muted">
              {example.code} in {durationText(example.durationMs)}
            </span>
            <span className="text-faint">
              from {example.caller}, <TimeAgo timeMs={example.at} />
            </span>
            {example.traceId === '' ? null : (
              <AppLink href={`/traces/${example.traceId}`} className="text-accent hover:underline">
                Trace
              </AppLink>
            )}
          </span>
          <span className="flex flex-wrap items-center gap-x-1.5 text-muted">
            {example.from}
            <ArrowRight aria-label="becomes" className="size-3 text-faint" />
            {example.to}
            {example.reason === '' ? null : <span className="text-faint">· {example.reason}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
