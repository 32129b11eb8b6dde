import { policiesFor } from '../../access/authorization-policies';
import { AUTHORIZATION_POLICY_SCHEMA, type AuthorizationPolicySpec } from '../../config/kinds/security';
import { createResourceSet } from '../../config/resource-set';
import { readSpec } from '../read/read-spec';
import type { ObservedEdge } from './observations';
import { daysOf, stoodAllAlong, type TrafficRule } from './traffic-rule';

/** Some callers come once a day. */
const SHORTEST_MS = 20 * 3_600_000;
const SPIFFE = 'spiffe://';

export const accessUnused: TrafficRule = {
  name: 'traffic/access-unused',
  codes: [],
  severity: 'info',
  inputs: ['AuthorizationPolicy'],
  why: 'Access that nobody uses is access that only an intruder would: least privilege means to take it back.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies',
  check(snapshot, report, observed) {
    if (observed.toMs - observed.fromMs < SHORTEST_MS || observed.edges.length === 0) return;
    const list = snapshot.list('AuthorizationPolicy');
    const set = createResourceSet(list);
    for (const policy of list) {
      if (!stoodAllAlong(policy, observed)) continue;
      const spec = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
      if ((spec.action ?? 'ALLOW') !== 'ALLOW') continue;
      const reached = observed.edges.filter(({ callee }) =>
        policiesFor('AuthorizationPolicy', set, snapshot.facts, callee).includes(policy),
      );
      // A workload that nobody calls at all says nothing of one caller.
      if (reached.length === 0) continue;
      for (const { principal, path, others } of principalsOf(spec)) {
        if (principal.includes('*') || isUsed(principal, reached)) continue;
        report(policy, {
          path,
          message: `"${principal}" may call and never did in ${daysOf(observed)}`,
          fix: others > 0 ? { title: `Take "${principal}" out`, edits: [{ path }] } : undefined,
        });
      }
    }
  },
};

/** Every principal that a policy names, and where. */
function principalsOf({
  rules = [],
}: AuthorizationPolicySpec): { principal: string; path: string; others: number }[] {
  return rules.flatMap((rule, index) =>
    (rule?.from ?? []).flatMap((from, at) =>
      (from?.source?.principals ?? []).map((principal, place, all) => ({
        principal,
        // Without any a source would let everybody in.
        others: all.length - 1,
        path: `spec.rules[${index}].from[${at}].source.principals[${place}]`,
      })),
    ),
  );
}

function isUsed(principal: string, edges: readonly ObservedEdge[]): boolean {
  return edges.some(
    ({ caller }) => caller.principal === principal || caller.principal === SPIFFE + principal,
  );
}
