import type { OutcomeKind } from './compare-spreads';
import type { LoadCount, OutcomeCount, SideEffect } from './replay';

/** The parts of an answer that its first sentence is made of. */
export interface ReplaySummary {
  requests: number;
  outcomes: readonly Pick<OutcomeCount, 'kind' | 'requests'>[];
  sideEffects: readonly Pick<OutcomeCount<SideEffect>, 'kind' | 'requests'>[];
  load: readonly LoadCount[];
}

const WORDS: Readonly<Record<Exclude<OutcomeKind, 'same' | 'moved'>, string>> = {
  denied: 'be denied',
  unmatched: 'find no route (404)',
  unavailable: 'find nobody to answer (503)',
  'timed-out': 'be cut off by the timeout',
  aborted: 'be answered by an injected fault',
  blocked: 'be blocked',
  redirected: 'be redirected',
  answered: 'be answered by the proxy itself',
  matched: 'be routed that found no route before',
  allowed: 'be let in that were denied before',
  unknown: 'end in a way that the log does not tell',
};

const EFFECTS: Readonly<Record<SideEffect, string>> = {
  rewritten: 'have their path or host rewritten',
  mirrored: 'be copied by a mirror',
  delayed: 'be delayed by a fault',
};

/** `Of 12,408 requests in the last hour, 1,240 more would go to reviews-v2 (v2); 3 would be denied.` */
export function describeReplay(
  { requests, outcomes, sideEffects, load }: ReplaySummary,
  window: string,
): string {
  const total = Math.round(requests);
  if (total === 0) return `There were no requests in ${window}: nothing to try the change on.`;
  const counts = new Map(outcomes.map(({ kind, requests: number }) => [kind, number]));
  const parts = [
    ...(hasSome(counts.get('moved')) || gains(load).length > 0 ? gains(load).map(describeGain) : []),
    ...Object.entries(WORDS).flatMap(([kind, words]) =>
      describeCount(counts.get(kind as OutcomeKind), words),
    ),
    ...sideEffects.flatMap(({ kind, requests: number }) => describeCount(number, EFFECTS[kind])),
  ];
  const head = `Of ${formatCount(total)} ${total === 1 ? 'request' : 'requests'} in ${window}`;
  return parts.length === 0 ? `${head}, all would end where they did.` : `${head}, ${parts.join('; ')}.`;
}

const SHOWN_GAINS = 3;

function gains(load: readonly LoadCount[]): LoadCount[] {
  return load
    .filter(({ after, before }) => hasSome(after - before))
    .sort((a, b) => b.after - b.before - (a.after - a.before))
    .slice(0, SHOWN_GAINS);
}

function describeGain({ workload, host, before, after }: LoadCount): string {
  const more = before >= 0.5 ? ' more' : '';
  return `${formatCount(after - before)}${more} would go to ${workload === '' ? host : workload}`;
}

function describeCount(requests: number | undefined, words: string): string[] {
  return hasSome(requests) ? [`${formatCount(requests)} would ${words}`] : [];
}

function hasSome(requests: number | undefined): requests is number {
  return requests !== undefined && requests >= 0.05;
}

/** Whole requests with thousands marked, parts of one to one digit. */
function formatCount(requests: number): string {
  if (requests < 0.95) return `about ${requests.toFixed(1)}`;
  return Math.round(requests)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
