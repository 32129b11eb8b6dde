'use client';

import { formatClockMs } from '@/lib/client/format/format-time';
import { useTraceOwnLogs } from '@/lib/client/logs/use-trace-own-logs';
import { levelOf } from '@/lib/mesh/log/application-log';
import type { Trace } from '@/lib/mesh/trace/trace';
import { nodeKey } from './model/collapse';

type OwnLogLinesProps = { trace: Trace; onOpen: (key: string | undefined) => void };

const TONES: Readonly<Record<string, string>> = {
  warn: 'text-degraded',
  error: 'text-failing',
  fatal: 'text-failing',
};

/** What the applications wrote themselves during the trace (OTLP logs); nothing where they sent none. */
export function OwnLogLines({ trace, onOpen }: OwnLogLinesProps) {
  const { data } = useTraceOwnLogs(trace.traceId, trace);
  if (data === undefined || data.lines.length === 0) return null;
  const keyOf = new Map(trace.nodes.map((node) => [node.span.span_id, nodeKey(node)]));
  return (
    <section
      aria-label="Lines of the applications"
      className="max-h-64 shrink-0 overflow-auto border-border border-b"
    >
      <ol className="flex flex-col py-1 font-mono text-xs">
        {data.lines.toReversed().map((line, index) => {
          const level = levelOf(line.severity) ?? line.severity_text.toLowerCase();
          return (
            // Two lines may be equal in everything; their order never changes.
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity
            <li key={`${line.time_us} ${index}`}>
              <button
                type="button"
                disabled={!keyOf.has(line.span_id ?? '')}
                onClick={() => onOpen(keyOf.get(line.span_id ?? ''))}
                className="flex w-full gap-3 px-4 py-1 text-left enabled:hover:bg-raised focus-visible:-outline-offset-2"
              >
                <span className="num shrink-0 text-faint">{formatClockMs(line.time_us / 1_000)}</span>
                <span className={`w-10 shrink-0 ${TONES[level] ?? 'text-muted'}`}>{level}</span>
                <span className="w-28 shrink-0 truncate text-muted">{line.service}</span>
                <span className="min-w-0 break-words">{line.body}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
