import { NAMESPACE_KINDS } from '../index/namespaces';
import { POLICY_TARGETS } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { ambientPolicies, type PolicyKind, targetsOf } from './enrollment';
import { isLayer7 } from './layer7';

const CODES: readonly (readonly [PolicyKind, string])[] = [
  ['AuthorizationPolicy', 'KIA0110'],
  ['RequestAuthentication', 'KIA1115'],
  ['WasmPlugin', 'KIA1116'],
  ['Telemetry', 'KIA1117'],
];

export const policyWithoutTargets: Rule = {
  name: 'ambient/policy-without-targets',
  codes: CODES.map(([, code]) => code),
  severity: 'warning',
  inputs: [...CODES.map(([kind]) => kind), ...NAMESPACE_KINDS],
  why: 'Waypoints take policies that name a Service or a Gateway and pass over those that select workloads.',
  docs: 'https://istio.io/latest/docs/ambient/usage/l7-features/',
  check(snapshot, report) {
    for (const [kind, code] of CODES) {
      for (const resource of ambientPolicies(snapshot, kind)) {
        if (!isLayer7(resource, kind) || targetsOf(readSpec(resource, POLICY_TARGETS)).length > 0) continue;
        report(resource, {
          codes: [code],
          message: `${kind} ${resource.metadata.name} is about requests and names no targetRefs: waypoints pass over it`,
        });
      }
    }
  },
};
