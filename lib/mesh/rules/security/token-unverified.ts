import {
  AUTHORIZATION_POLICY_SCHEMA,
  type AuthorizationRule,
  REQUEST_AUTHENTICATION_SCHEMA,
} from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { hasLabels } from '../index/label-index';
import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { coveredWorkloads } from './covered-workloads';
import { hasTargets, policyLabels } from './policy-labels';

export const tokenUnverified: Rule = {
  name: 'security/token-unverified',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', 'RequestAuthentication', ...WORKLOAD_KINDS],
  why: 'A token counts once a RequestAuthentication has verified it: without one no request has a principal or claims, and the rule never matches.',
  docs: 'https://istio.io/latest/docs/tasks/security/authorization/authz-jwt/',
  check(snapshot, report) {
    for (const policy of snapshot.list('AuthorizationPolicy')) {
      const { rules = [] } = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
      const asking = rules.flatMap((rule, index) => askedIn(rule, `spec.rules[${index}]`));
      if (asking.length === 0) continue;
      const issuers = issuersFor(snapshot, policy);
      for (const { path, issuer } of issuers.size === 0 ? asking.slice(0, 1) : asking) {
        if (issuer === undefined ? issuers.size > 0 : issuers.has(issuer)) continue;
        report(policy, {
          path,
          message:
            issuers.size === 0
              ? `${policy.metadata.name} asks for a token, but no RequestAuthentication verifies any for its workloads`
              : `${policy.metadata.name} asks for a token of "${issuer}", but its workloads take those of ${[...issuers].join(', ')} only`,
        });
      }
    }
  },
};

/** Where a rule wants something of a token, and of whose; several values stand for any of them. */
function askedIn(
  { from = [], when = [] }: AuthorizationRule,
  path: string,
): { path: string; issuer?: string }[] {
  const principals = from.flatMap((one, at) =>
    (one?.source?.requestPrincipals ?? []).map((principal, place) => ({
      path: `${path}.from[${at}].source.requestPrincipals[${place}]`,
      ...issuerOf(principal),
    })),
  );
  const conditions = when.flatMap((one, at) =>
    one?.key?.startsWith('request.auth.') && (one.values ?? []).length > 0
      ? [{ path: `${path}.when[${at}].key` }]
      : [],
  );
  return [...principals, ...conditions];
}

/** `ISSUER/SUBJECT`, split at the last slash, or `ISSUER/*`; anything else may be of any issuer. */
function issuerOf(principal: string): { issuer?: string } {
  const slash = principal.lastIndexOf('/');
  const issuer = principal.slice(0, slash);
  return slash <= 0 || principal.startsWith('*') || (principal.endsWith('*') && !principal.endsWith('/*'))
    ? {}
    : { issuer };
}

/** The issuers whose tokens some workload of a policy verifies. */
function issuersFor(snapshot: Snapshot, policy: ConfigResource): ReadonlySet<string> {
  const { rootNamespace } = snapshot.facts;
  const covered = coveredWorkloads(snapshot, policy);
  const isAnywhere = hasTargets(policy) || covered.length === 0;
  const verifying = snapshot.list('RequestAuthentication').filter((one) => {
    const own = namespaceOf(one);
    if (isAnywhere || hasTargets(one)) return own === rootNamespace || own === namespaceOf(policy);
    return covered.some(
      ({ namespace, labels }) =>
        (own === rootNamespace || own === namespace) && hasLabels(labels, policyLabels(one) ?? {}),
    );
  });
  return new Set(
    verifying.flatMap((one) =>
      (readSpec(one, REQUEST_AUTHENTICATION_SCHEMA).jwtRules ?? []).map((rule) => rule?.issuer ?? ''),
    ),
  );
}
