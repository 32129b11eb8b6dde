import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';
import { matchesPattern } from './match-pattern';

export const sourceNamespaceNotFound: Rule = {
  name: 'security/source-namespace-not-found',
  codes: ['IST0101', 'KIA0101'],
  severity: 'error',
  inputs: ['AuthorizationPolicy', ...NAMESPACE_KINDS],
  why: 'No caller is of such a namespace: an ALLOW admits nobody, a DENY keeps nobody out.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  check(snapshot, report) {
    const { names } = snapshot.use(namespaces);
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const { rules = [] } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
      for (const { path, name, codes } of rules.flatMap(namedNamespaces)) {
        if ([...names].some((known) => matchesPattern(known, name))) continue;
        report(resource, {
          path,
          codes,
          message: `${resource.metadata.name} names namespace "${name}", which does not exist`,
          fix: suggestName(path, name, names),
        });
      }
    }
  },
};

type PolicyRule = NonNullable<
  ReturnType<typeof readSpec<typeof AUTHORIZATION_POLICY_SCHEMA>>['rules']
>[number];

function namedNamespaces(
  { from = [] }: PolicyRule,
  i: number,
): { path: string; name: string; codes: string[] }[] {
  return from.flatMap(({ source }, j) => {
    const path = `spec.rules[${i}].from[${j}].source`;
    const wanted = (source?.namespaces ?? []).map((name, k) => ({
      path: `${path}.namespaces[${k}]`,
      name,
      codes: ['IST0101', 'KIA0101'],
    }));
    const unwanted = (source?.notNamespaces ?? []).map((name, k) => ({
      path: `${path}.notNamespaces[${k}]`,
      name,
      codes: ['IST0101'],
    }));
    return [...wanted, ...unwanted];
  });
}
