import { policiesFor } from '../../access/authorization-policies';
import { REQUEST_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { createResourceSet } from '../../config/resource-set';
import { nameSome } from '../name-some';
import { readSpec } from '../read/read-spec';
import type { UnfetchedKeys } from './observations';
import { stoodSince, type TrafficRule } from './traffic-rule';

export const keysUnfetched: TrafficRule = {
  name: 'traffic/keys-unfetched',
  codes: [],
  severity: 'error',
  inputs: ['RequestAuthentication'],
  why: 'Without the keys of its issuer no token can be verified: every request that carries one is answered with 401.',
  docs: 'https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule',
  check(snapshot, report, observed) {
    const list = snapshot.list('RequestAuthentication');
    const set = createResourceSet(list);
    const found = new Map<ConfigResource, UnfetchedKeys[]>();
    for (const one of observed.unfetchedKeys ?? []) {
      for (const policy of policiesFor('RequestAuthentication', set, snapshot.facts, one)) {
        // What was refused under another text of the policy says nothing of this one.
        if (stoodSince(policy, observed, one.lastMs)) found.set(policy, [...(found.get(policy) ?? []), one]);
      }
    }
    for (const [policy, refusing] of found) {
      const sources = remoteSources(policy);
      const names = nameSome(refusing.map(({ namespace, workload }) => `${namespace}/${workload}`));
      const refused = refusing.reduce((sum, one) => sum + one.refused, 0);
      const which = sources.length > 1 ? ' or those of another issuer' : '';
      for (const { path, place } of sources) {
        report(policy, {
          path,
          message: `${names} could not fetch the keys of ${place}${which}: ${refused} requests with a token were refused`,
        });
      }
    }
  },
};

/** Where keys are fetched, as far as it is written; else through the issuer. */
function remoteSources(policy: ConfigResource): { path: string; place: string }[] {
  const { jwtRules = [] } = readSpec(policy, REQUEST_AUTHENTICATION_SCHEMA);
  return jwtRules.flatMap((rule, index) => {
    if (rule?.jwks) return [];
    const path = `spec.jwtRules[${index}]`;
    return rule?.jwksUri
      ? [{ path: `${path}.jwksUri`, place: rule.jwksUri }]
      : [{ path: `${path}.issuer`, place: `"${rule?.issuer ?? ''}"` }];
  });
}
