import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import { type ConfigResource, referenceOf } from '../../config/resource';
import type { Fix } from '../finding';
import { readSpec } from '../read/read-spec';
import { type DeniedCalls, ruleKey } from './observations';
import { stoodSince, type TrafficRule } from './traffic-rule';

const SPIFFE = 'spiffe://';

export const callersDenied: TrafficRule = {
  name: 'traffic/callers-denied',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy'],
  why: 'Somebody who does call is answered with 403: either the policy forgets them, or they should stop.',
  docs: 'https://istio.io/latest/docs/concepts/security/#authorization',
  check(snapshot, report, observed) {
    const { replayed } = observed;
    if (replayed === undefined) return;
    const policies = new Map(
      snapshot.list('AuthorizationPolicy').map((policy) => [ruleKey(referenceOf(policy)), policy]),
    );
    for (const calls of replayed.denied) {
      const policy = policies.get(ruleKey(calls.policy));
      if (policy === undefined || calls.denied < 1) continue;
      // What was found under another text of the policy says nothing of this one.
      if (!stoodSince(policy, observed, replayed.atMs)) continue;
      const who = nameOf(calls);
      const some = calls.denied < calls.requests * 0.995 ? `${Math.round(calls.denied)} of ` : '';
      report(policy, {
        path: 'spec',
        about: `${who} ${calls.callee}`,
        message: `${who} calls ${calls.callee} and is denied: ${some}${Math.round(calls.requests)} requests, such as ${calls.example}`,
        fix: admit(policy, calls),
      });
    }
  },
};

function nameOf({ caller: { namespace, workload } }: DeniedCalls): string {
  return workload === '' ? 'A caller without an agent' : `${namespace}/${workload}`;
}

/** One more rule, for what only an ALLOW policy leaves out. */
function admit(policy: ConfigResource, { caller }: DeniedCalls): Fix | undefined {
  const { action = 'ALLOW', rules = [] } = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
  if (action !== 'ALLOW' || caller.principal === '') return undefined;
  const principal = caller.principal.startsWith(SPIFFE)
    ? caller.principal.slice(SPIFFE.length)
    : caller.principal;
  const rule = { from: [{ source: { principals: [principal] } }] };
  const edit =
    rules.length === 0
      ? { path: 'spec.rules', value: [rule] }
      : { path: `spec.rules[${rules.length}]`, value: rule };
  return { title: `Let "${principal}" call too`, edits: [edit] };
}
