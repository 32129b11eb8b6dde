import { subjectOf } from '../graph/edge-health';
import type { NodeIdentity } from '../graph/node-identity';
import type { FindTolerances } from '../health/health-rate';
import { type CompiledTolerance, DEFAULT_TOLERANCES } from '../health/tolerance';
import type { Call } from './call';
import { countRequests } from './course';
import type { Hop } from './hop';

/** Requests by which a tolerance of "any at all" or of a small share is not exceeded yet. */
const MIN_BEYOND = 5;

/** What somebody tolerates of the calls of a hop, and which of them it is about. */
interface OwnTolerance {
  compiled: CompiledTolerance;
  calls: readonly Call[];
}

/** What people's own tolerances say of a hop in a span; empty where nobody set any. */
export interface Toleration {
  /** Calls whose failures are few enough by them. */
  within: ReadonlySet<Call>;
  /** Failures are more than they allow. */
  isBeyond: boolean;
  /** The smallest share of failures, 0..1, from which one of them is exceeded. */
  leastShare: number | undefined;
}

/**
 * Holds the calls of a hop in the steps [from, to) against the tolerances that people set for its caller, the service it calls and
 * the workloads that answer: the ones that health is judged by. Kiali's defaults, which nobody chose, say nothing here: what is usual
 * for a hop says more.
 */
export function tolerate(hop: Hop, findTolerances: FindTolerances, from: number, to: number): Toleration {
  const covered = new Set<Call>();
  const beyond = new Set<Call>();
  let leastShare: number | undefined;
  for (const { compiled, calls } of ownTolerances(hop, findTolerances)) {
    const { degraded, failure } = compiled.tolerance;
    const matching = calls.filter(({ code, isError }) => isError && compiled.matchesCode(code));
    for (const call of matching) covered.add(call);
    // "Any at all" is for colours; for an explanation it takes what nobody calls healthy.
    const limit = (degraded > 0 ? degraded : failure) / 100;
    leastShare = Math.min(leastShare ?? 1, limit);
    const bad = countRequests(matching, from, to);
    if (bad >= MIN_BEYOND && bad >= limit * countRequests(calls, from, to)) {
      for (const call of matching) beyond.add(call);
    }
  }
  const within = new Set([...covered].filter((call) => !beyond.has(call)));
  return { within, isBeyond: beyond.size > 0, leastShare };
}

/** A hop without the failures that are tolerated. */
export function withoutTolerated(hop: Hop, { within }: Toleration): Hop {
  if (within.size === 0) return hop;
  return { ...hop, calls: hop.calls.map((call) => (within.has(call) ? { ...call, isError: false } : call)) };
}

function ownTolerances(hop: Hop, findTolerances: FindTolerances): OwnTolerance[] {
  const { source, called, targets, calls } = hop;
  const of = (node: NodeIdentity, direction: string, about: readonly Call[]): OwnTolerance[] =>
    findTolerances(subjectOf(node)).flatMap((compiled) =>
      isOwn(compiled) && compiled.matchesDirection(direction)
        ? [{ compiled, calls: about.filter(({ row }) => compiled.matchesProtocol(row.facts.protocol)) }]
        : [],
    );
  return [
    ...of(source, 'outbound', calls),
    ...of(called, 'inbound', calls),
    ...[...targets.values()].flatMap((target) =>
      target.id === called.id
        ? []
        : of(
            target,
            'inbound',
            calls.filter((call) => call.target.id === target.id),
          ),
    ),
  ];
}

function isOwn({ tolerance }: CompiledTolerance): boolean {
  return !DEFAULT_TOLERANCES.includes(tolerance);
}
