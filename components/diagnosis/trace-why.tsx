'use client';

import { Stethoscope } from 'lucide-react';
import { useMemo } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useTrace } from '@/lib/client/traces/use-trace';
import { explainTrace, type TraceExplanation } from '@/lib/mesh/diagnosis/explain-trace';
import type { Trace } from '@/lib/mesh/trace/trace';
import { getDiagnosis } from '@/lib/protocol/api/diagnosis';
import { AppLink } from '../ui/app-link';
import { rangeText } from './evidence-href';
import { Sentence } from './sentence';
import { describeExplanation, suspectOf } from './trace-words';

/** What is looked at around the trace: enough before it for a beginning, enough after it for the outcome. */
const BEFORE_MS = 300_000;
const AFTER_MS = 60_000;

/** Why this request failed or took its time: where it began in the trace, and what was wrong there at that time. */
export function TraceWhy({ traceId }: { traceId: string }) {
  const { data: trace } = useTrace(traceId);
  const found = useMemo(() => (trace === undefined ? undefined : explainTrace(trace)), [trace]);
  if (trace === undefined || found === undefined) return null;
  return (
    <section aria-label="Why" className="rounded-md border border-border bg-surface px-3 py-2 text-sm">
      <p className="flex gap-2">
        <Stethoscope aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span className="min-w-0 break-words">{describeExplanation(found)}</span>
      </p>
      {found.kind === 'failed' ? <AtThatTime trace={trace} found={found} /> : null}
    </section>
  );
}

function AtThatTime({ trace, found }: { trace: Trace; found: TraceExplanation }) {
  const of = suspectOf(found.origin);
  const from = Math.floor(trace.startUs / 1_000) - BEFORE_MS;
  const to = Math.ceil(trace.endUs / 1_000) + AFTER_MS;
  const { data } = useEndpoint(getDiagnosis, { query: { of, from, to } });
  const [best] = data?.hypotheses ?? [];
  if (data === undefined) return null;
  return (
    <p className="mt-1 break-words pl-6 text-muted">
      {best === undefined ? (
        'Nothing else was wrong there at that time: this request failed alone.'
      ) : (
        <>
          At that time: <Sentence parts={best.sentence} />{' '}
          <AppLink
            href={`/graph/edge?${new URLSearchParams({ of: best.edge, range: rangeText(from, to) })}#why`}
            className="whitespace-nowrap underline decoration-border-strong underline-offset-3 hover:decoration-current"
          >
            All evidence
          </AppLink>
        </>
      )}
    </p>
  );
}
