import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import { SERVICE_ACCOUNT_KINDS, serviceAccounts } from '../index/service-accounts';
import { readSpec } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';
import { matchesPattern } from './match-pattern';

export const principalUnknown: Rule = {
  name: 'security/principal-unknown',
  codes: ['KIA0106', 'KIA0107', 'KIA0108'],
  severity: 'error',
  inputs: ['AuthorizationPolicy', ...SERVICE_ACCOUNT_KINDS],
  why: 'No caller has this identity: an ALLOW admits nobody, a DENY keeps nobody out.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  check(snapshot, report) {
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const { rules = [] } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
      for (const [i, { from = [] }] of rules.entries()) {
        for (const [j, { source }] of from.entries()) {
          for (const [k, principal] of (source?.principals ?? []).entries()) {
            const path = `spec.rules[${i}].from[${j}].source.principals[${k}]`;
            const problem = judge(snapshot, principal, path);
            if (problem !== undefined) report(resource, { path, ...problem });
          }
        }
      }
    }
  },
};

function judge(snapshot: Snapshot, principal: string, path: string): Problem | undefined {
  if (principal === '*') return undefined;
  const { trustDomain, trustDomainAliases, remoteServiceAccounts, knownTrustDomains } = snapshot.facts;
  const domains = [trustDomain, ...trustDomainAliases];
  const own = snapshot.use(principals);
  if (own.has(principal)) return undefined;
  if (principal.includes('*') && [...own].some((one) => matchesPattern(one, principal))) return undefined;
  if (
    remoteServiceAccounts.some((one) => matchesPattern(one, principal) || isAliased(one, principal, domains))
  ) {
    return {
      codes: ['KIA0107'],
      severity: 'info',
      message: `Principal "${principal}" is of another cluster`,
    };
  }
  const domain = principal.includes('/ns/') ? principal.slice(0, principal.indexOf('/ns/')) : undefined;
  const isForeign =
    domain !== undefined && !isWildcard(domain) && ![...domains, ...knownTrustDomains].includes(domain);
  if (isForeign) {
    return {
      codes: ['KIA0108'],
      severity: 'warning',
      message: `Principal "${principal}" is of trust domain "${domain}", which is not known here`,
    };
  }
  return {
    codes: ['KIA0106'],
    message: `No service account is called "${principal}"`,
    fix: suggestName(path, principal, namesBeside(snapshot, principal)),
  };
}

/** Every identity of this cluster, under each of the mesh's trust domains. */
function principals({ facts, use }: Snapshot): ReadonlySet<string> {
  const domains = [facts.trustDomain, ...facts.trustDomainAliases];
  const { paths } = use(serviceAccounts);
  const local = [...paths].flatMap((account) => domains.map((domain) => `${domain}/${account}`));
  return new Set([...local, ...facts.serviceAccounts]);
}

/** The identities of the namespace that a principal names. */
function namesBeside(snapshot: Snapshot, principal: string): string[] {
  const namespace = /\/ns\/([^/]+)\/sa\//.exec(principal)?.[1] ?? '';
  const names = snapshot.use(serviceAccounts).namesIn(namespace);
  return names.map((name) => `${snapshot.facts.trustDomain}/ns/${namespace}/sa/${name}`);
}

function isWildcard(domain: string): boolean {
  return domain.includes('*');
}

/** Whether it is the same account under another of the mesh's own trust domains. */
function isAliased(account: string, principal: string, domains: readonly string[]): boolean {
  const at = account.indexOf('/ns/');
  return (
    domains.includes(account.slice(0, at)) &&
    domains.some((domain) => matchesPattern(`${domain}${account.slice(at)}`, principal))
  );
}
