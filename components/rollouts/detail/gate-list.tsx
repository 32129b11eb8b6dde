'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import { useNow } from '@/lib/client/time/use-now';
import { gatesInStep } from '@/lib/mesh/rollout/plan';
import type { GateVerdictEntry, Rollout } from '@/lib/protocol/api/rollouts';
import { Badge, type Tone } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { describeGate, describeReading } from '../model/describe-gate';
import { describeMissing } from '../model/describe-wait';
import { ErrorBand } from '../signals/error-band';
import { BandAxis } from './band-axis';
import { CertaintyBar } from './certainty-bar';
import { TraceLinks } from './trace-links';

const OUTCOMES: Readonly<Record<GateVerdictEntry['outcome'], { label: string; tone: Tone }>> = {
  fail: { label: 'Failed', tone: 'failing' },
  pass: { label: 'Passed', tone: 'ok' },
  undecided: { label: 'Undecided', tone: 'idle' },
  unclear: { label: 'Yours to decide', tone: 'degraded' },
};

/** Every gate: what it asks, what is known, how sure that is, and what would make it otherwise. */
export function GateList({ rollout }: { rollout: Rollout }) {
  const { verdicts, plan, step, moments } = rollout;
  const traceIds = moments.findLast((moment) => moment.traceIds.length > 0)?.traceIds ?? [];
  const gates = gatesInStep(plan, step);
  if (verdicts.length === 0 && gates.length === 0) {
    return <EmptyState title="This step has no gates">Only people can stop it.</EmptyState>;
  }
  if (verdicts.length === 0) {
    return (
      <>
        <p className="pb-3 text-muted">
          Nothing is being judged at the moment: the gates begin with the canary’s first requests.
        </p>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {gates.map((gate) => (
            <li key={describeGate(gate)}>{describeGate(gate)}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <ul className="flex flex-col divide-y divide-border/60">
      {verdicts.map((verdict) => (
        <Verdict key={describeGate(verdict.gate)} verdict={verdict} rollout={rollout} traceIds={traceIds} />
      ))}
    </ul>
  );
}

type VerdictProps = { verdict: GateVerdictEntry; rollout: Rollout; traceIds: readonly string[] };

function Verdict({ verdict, rollout, traceIds }: VerdictProps) {
  const { gate, outcome, certainty, required, canary, stable, sentence, otherwise, requestsNeeded } = verdict;
  const { label, tone } = OUTCOMES[outcome];
  const now = useNow();
  const takes =
    outcome === 'undecided' && rollout.endedAt === null && now !== undefined
      ? describeMissing(requestsNeeded, canary.requests, rollout.stepAt, now)
      : undefined;
  // Readings are counted: there is no share behind them that could lie elsewhere.
  const isRead = 'failures' in gate;
  const most = Math.max(0.01, canary.high, stable?.high ?? 0);
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex items-center gap-2">
        <h3 className="text-sm">{describeGate(gate)}</h3>
        <Badge tone={tone} className="ml-auto">
          {label}
        </Badge>
      </div>
      <p>{sentence}</p>
      <CertaintyBar gate={gate} certainty={certainty} required={required} outcome={outcome} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center sm:grid-cols-[auto_auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
        {isRead ? null : <BandAxis most={most} />}
        <Reading gate={gate} name={rollout.canary} reading={canary} most={most} isBad={outcome === 'fail'} />
        {stable === undefined ? null : (
          <Reading gate={gate} name={rollout.stable} reading={stable} most={most} />
        )}
      </dl>
      <p className="text-muted text-xs">
        {otherwise} {takes}
      </p>
      {outcome === 'fail' ? <TraceLinks traceIds={traceIds} /> : null}
    </li>
  );
}

type ReadingProps = {
  gate: GateVerdictEntry['gate'];
  name: string;
  reading: GateVerdictEntry['canary'];
  most: number;
  isBad?: boolean;
};

function Reading({ gate, name, reading, most, isBad = false }: ReadingProps) {
  const { requests, rate, low, high, latencyMs } = reading;
  const latency = latencyMs === undefined ? '' : `, ${printQuantity(formatDuration(latencyMs))}`;
  return (
    <>
      <dt className="font-mono">{name}</dt>
      <dd className="num text-muted">
        {describeReading(gate, reading)}
        {latency}
      </dd>
      <dd
        className="col-span-2 flex items-center sm:col-span-1"
        title={`${printQuantity(formatPercent(rate))}, between ${printQuantity(formatPercent(low))} and ${printQuantity(formatPercent(high))}`}
      >
        {requests === 0 || 'failures' in gate ? null : (
          <ErrorBand band={{ rate, low, high }} most={most} isBad={isBad} />
        )}
      </dd>
    </>
  );
}
