import type { ResourceReference } from '../config/resource';
import type { RoutePlan } from '../routing/route-plan';
import type { OutcomeKind, OutcomeShare } from './compare-spreads';
import { ruleName } from './decide-fates';
import { callerName, type RecordedRequest } from './recorded-request';
import { type ReplayedRequest, replayRequest } from './replay-request';
import { type FateKind, type FateTarget, targetKey } from './spread';
import type { WhatIfMesh } from './whatif-mesh';

/** What a change does besides sending requests elsewhere. */
export type SideEffect = 'rewritten' | 'mirrored' | 'delayed';

/** One request, to be looked at. */
export interface ReplayExample {
  atMs: number;
  caller: string;
  method: string;
  authority: string;
  path: string;
  code: number;
  durationMs: number;
  traceId: string;
  /** What becomes of it and by what. */
  from: string;
  to: string;
  reason: string;
}

/** Requests with one outcome; counts are expectations and may be fractions. */
export interface OutcomeCount<Kind extends string = OutcomeKind> {
  kind: Kind;
  requests: number;
  examples: ReplayExample[];
  callers: Map<string, number>;
  operations: Map<string, number>;
}

/** What one workload and version gets. */
export interface LoadCount extends FateTarget {
  before: number;
  after: number;
}

/** Requests of one caller to one workload that would be refused, for one reason. */
export interface BrokenEdge {
  caller: string;
  target: FateTarget | undefined;
  requests: number;
  reason: string;
  by: ResourceReference | undefined;
  example: ReplayExample;
}

const EXAMPLES = 5;
/** Distinct callers, operations and reasons that are counted by themselves. */
const DISTINCT = 200;

/** Adds up what a change makes of recorded requests; feed it in slices of any size. */
export class Replay {
  readonly outcomes = new Map<OutcomeKind, OutcomeCount>();
  readonly sideEffects = new Map<SideEffect, OutcomeCount<SideEffect>>();
  readonly load = new Map<string, LoadCount>();
  readonly broken = new Map<string, BrokenEdge>();
  /** By reason. */
  readonly unknown = new Map<string, number>();
  /** Lines, and the requests they stand for. */
  lines = 0;
  requests = 0;
  /** Requests about which today's configuration decides what the log says. */
  explained = 0;
  private readonly today: WhatIfMesh;
  private readonly proposed: WhatIfMesh;

  constructor(today: WhatIfMesh, proposed: WhatIfMesh) {
    this.today = today;
    this.proposed = proposed;
  }

  add(request: RecordedRequest): void {
    const replayed = replayRequest(this.today, this.proposed, request);
    const { weight } = request;
    this.lines++;
    this.requests += weight;
    if (replayed.isExplained) this.explained += weight;
    for (const outcome of replayed.outcomes) this.countOutcome(request, outcome);
    this.countLoad(replayed, weight);
    if (replayed.plans !== undefined) this.countSideEffects(request, replayed.plans);
  }

  private countOutcome(request: RecordedRequest, outcome: OutcomeShare): void {
    const { kind, share, to } = outcome;
    const requests = share * request.weight;
    const example = kind === 'same' ? undefined : describeExample(request, outcome);
    count(this.outcomes, kind, request, requests, example);
    if (kind === 'unknown' && to !== undefined) addTo(this.unknown, to.reason, requests);
    if (kind === 'denied' && example !== undefined) this.countBroken(request, outcome, requests, example);
  }

  private countBroken(
    request: RecordedRequest,
    { to }: OutcomeShare,
    requests: number,
    example: ReplayExample,
  ): void {
    const caller = callerName(request.caller);
    const target = to?.target;
    const reason = to?.reason ?? '';
    const key = JSON.stringify([caller, target, reason]);
    const known = this.broken.get(key);
    if (known !== undefined) known.requests += requests;
    else if (this.broken.size < DISTINCT)
      this.broken.set(key, { caller, target, requests, reason, by: to?.by, example });
  }

  private countLoad({ before, after }: ReplayedRequest, weight: number): void {
    for (const [side, spread] of [
      ['before', before],
      ['after', after],
    ] as const) {
      for (const { kind, target, share } of spread) {
        if (target === undefined || kind === 'denied') continue;
        const key = targetKey(target);
        const load = this.load.get(key) ?? { ...target, before: 0, after: 0 };
        load[side] += share * weight;
        this.load.set(key, load);
      }
    }
  }

  private countSideEffects(
    request: RecordedRequest,
    { before, after }: NonNullable<ReplayedRequest['plans']>,
  ): void {
    for (const [kind, shareOf] of SIDE_EFFECTS) {
      const share = shareOf(after, before);
      if (share <= 0) continue;
      const rule = ruleName(after);
      const example = {
        ...exampleOf(request),
        from: ruleName(before),
        to: rule,
        reason: `${kind} by ${rule}`,
      };
      count(this.sideEffects, kind, request, share * request.weight, example);
    }
  }
}

const SIDE_EFFECTS: readonly (readonly [SideEffect, (after: RoutePlan, before: RoutePlan) => number])[] = [
  [
    'rewritten',
    (after, before) => {
      const rewrite = rewriteOf(after);
      return rewrite !== undefined && rewrite !== rewriteOf(before) ? 1 : 0;
    },
  ],
  ['mirrored', (after, before) => Math.max(0, mirrorsOf(after) - mirrorsOf(before))],
  [
    'delayed',
    (after, before) => ((after.fault?.delay?.percent ?? 0) - (before.fault?.delay?.percent ?? 0)) / 100,
  ],
];

function rewriteOf({ action }: RoutePlan): string | undefined {
  if (action.kind !== 'forward') return undefined;
  const authority = action.destinations.find((one) => one.authority !== undefined)?.authority;
  const { rewrite } = action;
  if (rewrite === undefined && authority === undefined) return undefined;
  return JSON.stringify([
    rewrite?.kind === 'regex' ? [rewrite.source, rewrite.replacement] : rewrite,
    authority,
  ]);
}

function mirrorsOf({ mirrors }: RoutePlan): number {
  return mirrors.reduce((sum, { percent }) => sum + percent / 100, 0);
}

function count<Kind extends string>(
  counts: Map<Kind, OutcomeCount<Kind>>,
  kind: Kind,
  request: RecordedRequest,
  requests: number,
  example: ReplayExample | undefined,
): void {
  const known = counts.get(kind) ?? {
    kind,
    requests: 0,
    examples: [],
    callers: new Map<string, number>(),
    operations: new Map<string, number>(),
  };
  counts.set(kind, known);
  known.requests += requests;
  if (example === undefined) return;
  addTo(known.callers, callerName(request.caller), requests);
  addTo(known.operations, `${request.authority} ${request.operation}`, requests);
  const isNew = !known.examples.some((one) => one.caller === example.caller && one.path === example.path);
  if (isNew && known.examples.length < EXAMPLES) known.examples.push(example);
}

function addTo(counts: Map<string, number>, name: string, requests: number): void {
  if (counts.size >= DISTINCT && !counts.has(name)) return;
  counts.set(name, (counts.get(name) ?? 0) + requests);
}

function describeExample(request: RecordedRequest, { from, to }: OutcomeShare): ReplayExample {
  return {
    ...exampleOf(request),
    from: describeFate(from),
    to: describeFate(to),
    reason: to?.reason ?? '',
  };
}

function exampleOf(request: RecordedRequest): Omit<ReplayExample, 'from' | 'to' | 'reason'> {
  const { atMs, method, authority, path, code, durationMs, traceId } = request;
  return { atMs, caller: callerName(request.caller), method, authority, path, code, durationMs, traceId };
}

function describeFate(fate: OutcomeShare['from']): string {
  if (fate === undefined) return '';
  const { target, kind } = fate;
  if (target === undefined) return FATE_WORDS[kind];
  const name = target.workload === '' ? target.host : target.workload;
  return kind === 'served' ? name : `${FATE_WORDS[kind]} at ${name}`;
}

const FATE_WORDS: Readonly<Record<FateKind, string>> = {
  served: 'answered',
  denied: 'denied',
  unmatched: 'no route',
  redirected: 'redirected',
  answered: 'answered by the proxy',
  blocked: 'blocked',
  unavailable: 'nobody to answer',
  'timed-out': 'cut off',
  aborted: 'injected fault',
  'passed-on': 'passed on',
  unknown: 'not known',
};
