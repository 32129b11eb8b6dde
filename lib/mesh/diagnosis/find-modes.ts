import type { Call } from './call';
import { countRequests } from './course';
import type { Exemplar } from './diagnosis-input';
import type { Hop } from './hop';
import type { MadeBy, Mode } from './trouble';

const WAITING: ReadonlySet<string> = new Set(['UT', 'DC', 'SI', 'DT', 'UMSDR']);
/** Flags that say nothing about who made the outcome. */
const NEUTRAL: ReadonlySet<string> = new Set(['URX', 'DI']);

/** Where failures are counted, and whether the other steps say what is usual. */
interface FailedSpan {
  from: number;
  to: number;
  steps: number;
  /** Fails so all the time: every failure is one too many. */
  isSteady: boolean;
}

/** The ways in which calls of a hop failed in a span, most frequent first. */
export function findModes(hop: Hop, span: FailedSpan, exemplars: readonly Exemplar[]): Mode[] {
  const groups = new Map<string, Call[]>();
  for (const call of hop.calls) {
    if (!call.isError || call.row.weight === 0) continue;
    const key = `${call.row.facts.reporter} ${call.code} ${call.flags.join(',')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  const inSpan = countRequests(hop.calls, span.from, span.to);
  const outside = span.isSteady ? 0 : countRequests(hop.calls, 0, span.steps) - inSpan;
  return [...groups.values()]
    .flatMap((calls) => describeMode(calls, { ...span, outside, inSpan }, exemplars))
    .sort((a, b) => b.excess - a.excess);
}

interface Span extends FailedSpan {
  /** Requests of the hop outside the span and in it. */
  outside: number;
  inSpan: number;
}

function describeMode(calls: readonly Call[], span: Span, exemplars: readonly Exemplar[]): Mode[] {
  const [first] = calls;
  const requests = countRequests(calls, span.from, span.to);
  if (first === undefined || requests <= 0) return [];
  const usual = countRequests(calls, 0, span.steps) - requests;
  const expected = span.outside > 0 ? (usual / span.outside) * span.inSpan : 0;
  const { code, flags } = first;
  const { reporter } = first.row.facts;
  const own = exemplars.filter((line) => hasOutcome(line, first));
  return [
    {
      code,
      flags,
      reporter,
      madeBy: madeBy(flags, code),
      requests,
      excess: Math.max(0, requests - expected),
      calls,
      exemplars: own,
      details: mostCommon(own.map((line) => line.details)),
      transportFailure: mostCommon(own.map((line) => line.transportFailure)),
    },
  ];
}

function hasOutcome({ flags, code }: Exemplar, call: Call): boolean {
  const labels = call.row.facts.labels;
  const own = flags === '-' ? '' : flags;
  return own === call.flags.join(',') && (String(code) === labels.response_code || call.code === '-');
}

function madeBy(flags: readonly string[], code: string): MadeBy {
  const telling = flags.filter((flag) => !NEUTRAL.has(flag));
  if (telling.length === 0) return code === '-' ? 'waiting' : 'callee';
  if (telling.some((flag) => WAITING.has(flag))) return 'waiting';
  return 'local';
}

function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
