import type { HttpRoute } from '../config/kinds/virtual-service';
import type { RouteDecision, RoutePlan } from '../routing/route-plan';
import { compareSpreads, type OutcomeShare } from './compare-spreads';
import { fateOf, fatesOf, routesOf } from './decide-fates';
import { judgeAccess } from './judge-access';
import { canBothHold, findWrittenRule, type PossibleRoute } from './possible-routes';
import type { RecordedRequest } from './recorded-request';
import { type Fate, type Spread, targetKey } from './spread';
import { UnseenFields } from './unseen-fields';
import type { WhatIfMesh } from './whatif-mesh';

/** One request under both configurations. */
export interface ReplayedRequest {
  outcomes: readonly OutcomeShare[];
  before: Spread;
  after: Spread;
  /** Undefined where the proxy's own options decide, or nobody knows. */
  plans: { before: RoutePlan; after: RoutePlan } | undefined;
  /** Whether today's configuration decides what the log says was decided. */
  isExplained: boolean;
}

/** Runs a request through today's and the proposed configuration. */
export function replayRequest(
  today: WhatIfMesh,
  proposed: WhatIfMesh,
  request: RecordedRequest,
): ReplayedRequest {
  const unseen = new UnseenFields();
  const then = routesOf(today, request, unseen);
  const now = routesOf(proposed, request, unseen);
  if (then === undefined || now === undefined) {
    return then === now ? withoutRoutes(today, proposed, request, unseen) : ownOptions(request);
  }
  const isExplained = then.some(({ decision }) => explains(decision, request));
  const pairs = pairsOf(takenOf(today, request, then), now);
  const thenOf = rememberFates(today, request, unseen);
  const nowOf = rememberFates(proposed, request, unseen);
  const results = pairs.map(([{ decision: old }, { decision: next }]) => {
    const spreads = { before: thenOf(old.plan), after: nowOf(next.plan) };
    const plans = { before: old.plan, after: next.plan };
    return { ...spreads, plans, outcomes: compareSpreads(spreads.before, spreads.after) };
  });
  const [first] = results;
  if (first === undefined) return ownOptions(request);
  if (results.length === 1) return { ...first, isExplained };
  const said = signatureOf(first.outcomes);
  if (results.every(({ outcomes }) => signatureOf(outcomes) === said)) return { ...first, isExplained };
  const fields = [...new Set(pairs.flatMap(([, after]) => after.fields))];
  return { ...unknownAfter(first.before, `a rule looks at ${fields.join(', ')}`, request), isExplained };
}

/** A decision stands in several pairs, and means the same in all of them. */
function rememberFates(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  unseen: UnseenFields,
): (plan: RoutePlan) => Spread {
  const known = new Map<RoutePlan, Spread>();
  return (plan) => {
    const spread = known.get(plan) ?? fatesOf(mesh, request, plan, unseen);
    known.set(plan, spread);
    return spread;
  };
}

/** Decisions that one and the same request can have got. */
function pairsOf(
  then: readonly PossibleRoute[],
  now: readonly PossibleRoute[],
): (readonly [PossibleRoute, PossibleRoute])[] {
  return then.flatMap((before) =>
    now.filter((after) => canBothHold(before, after)).map((after) => [before, after] as const),
  );
}

/**
 * The decisions that the log speaks for, as far as it tells. Of a request from before the last change of its rule it tells
 * less: a version that gets nothing today may have got it then, and not by another rule.
 */
function takenOf(
  today: WhatIfMesh,
  request: RecordedRequest,
  then: readonly PossibleRoute[],
): readonly PossibleRoute[] {
  const named = then.filter(({ decision }) => hasName(decision, request));
  const isOlder = then.some(({ decision: { plan } }) => {
    const changedAtMs = plan.origin && today.changedAtMs(plan.origin.resource);
    return changedAtMs !== undefined && changedAtMs > request.atMs;
  });
  const told = named.filter(
    ({ decision }) =>
      leadsTo(decision, request) || (isOlder && namesSubset(decision, request, today.resources)),
  );
  if (told.length > 0) return told;
  return isOlder && named.length > 0 ? named : then;
}

/** Whether a decision is the one that the log tells of. */
function explains(decision: RouteDecision, request: RecordedRequest): boolean {
  return hasName(decision, request) && leadsTo(decision, request);
}

function hasName({ plan }: RouteDecision, { routeName }: RecordedRequest): boolean {
  return routeName === '' || plan.routeName === routeName;
}

/** Whether it sends requests where this one went. */
function leadsTo({ plan }: RouteDecision, { cluster }: RecordedRequest): boolean {
  const { action } = plan;
  if (action.kind === 'forward') {
    return cluster === '' || action.destinations.some((one) => one.cluster === cluster && one.weight > 0);
  }
  return action.kind === 'passthrough' || !cluster.startsWith('outbound|');
}

/** Whether its rule knows the subset that this one went to, be it with a weight of 0. */
function namesSubset(
  decision: RouteDecision,
  { cluster }: RecordedRequest,
  resources: WhatIfMesh['resources'],
): boolean {
  const [, , subset = ''] = cluster.split('|');
  const rule = findWrittenRule(decision, resources) as Pick<HttpRoute, 'route'> | undefined;
  return subset !== '' && (rule?.route ?? []).some((one) => one?.destination?.subset === subset);
}

/** What changes, whatever stays as it is: a request that nothing changes for is the same wherever it went. */
function signatureOf(outcomes: readonly OutcomeShare[]): string {
  const lines = outcomes
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, share, from, to }) => [kind, share.toFixed(6), from?.key, to?.key]);
  return JSON.stringify(lines.sort());
}

/** Requests of callers without an agent: only the policies of who answered decide about them. */
function withoutRoutes(
  today: WhatIfMesh,
  proposed: WhatIfMesh,
  request: RecordedRequest,
  unseen: UnseenFields,
): ReplayedRequest {
  const before = [entryFate(today, request, unseen)];
  const after = [entryFate(proposed, request, unseen)];
  return { before, after, outcomes: compareSpreads(before, after), plans: undefined, isExplained: true };
}

function entryFate(mesh: WhatIfMesh, request: RecordedRequest, unseen: UnseenFields): Fate {
  const { target, caller, localPort } = request;
  const served: Fate = { ...fateOf('served', targetKey(target), '', 1, undefined), target };
  // A gateway with routes of its own: who answered has an agent that was asked by another line.
  if (caller.proxy !== undefined || request.entrance === undefined) return served;
  const place = { workload: request.entrance, port: localPort, agentId: undefined, tlsMode: undefined };
  const { outcome, reason, by } = judgeAccess(mesh, request, place, unseen);
  if (outcome === 'allowed') return served;
  const { signature } = mesh.securityOf(place.workload);
  const key = outcome === 'denied' ? `denied ${served.key}` : `unknown ${served.key} ${signature}`;
  return { ...served, key, kind: outcome, reason, by };
}

function ownOptions(request: RecordedRequest): ReplayedRequest {
  const { target } = request;
  const before: Fate = { ...fateOf('served', targetKey(target), '', 1, undefined), target };
  const reason = 'its gateway has routes of its own, which the configuration does not show';
  return { ...unknownAfter([before], reason, request), isExplained: false };
}

function unknownAfter(
  before: Spread,
  reason: string,
  { target }: RecordedRequest,
): Omit<ReplayedRequest, 'isExplained'> {
  const fate: Fate = { ...fateOf('unknown', reason, reason, 1, undefined), target };
  const outcomes = compareSpreads(before, [fate]);
  return { before, after: [fate], outcomes, plans: undefined };
}
