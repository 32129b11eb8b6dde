import type { Rule } from '../rule';
import { ambientPolicies, ENROLLMENT_KINDS, isEnrolled, type PolicyKind } from './enrollment';
import { isLayer7 } from './layer7';

const CODES: readonly (readonly [PolicyKind, string])[] = [
  ['AuthorizationPolicy', 'KIA0109'],
  ['RequestAuthentication', 'KIA1110'],
  ['WasmPlugin', 'KIA1111'],
  ['Telemetry', 'KIA1112'],
];

export const policyWithoutWaypoint: Rule = {
  name: 'ambient/policy-without-waypoint',
  codes: CODES.map(([, code]) => code),
  severity: 'warning',
  inputs: [...CODES.map(([kind]) => kind), ...ENROLLMENT_KINDS],
  why: 'Without a waypoint nobody reads requests, so nobody can enforce what the policy says of them.',
  docs: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  check(snapshot, report) {
    for (const [kind, code] of CODES) {
      for (const resource of ambientPolicies(snapshot, kind)) {
        if (!isLayer7(resource, kind) || isEnrolled(snapshot, resource)) continue;
        report(resource, {
          codes: [code],
          message: `${kind} ${resource.metadata.name} is about requests, but nothing it applies to uses a waypoint (istio.io/use-waypoint)`,
        });
      }
    }
  },
};
