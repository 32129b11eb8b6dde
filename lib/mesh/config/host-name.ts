import { CLUSTER_DOMAIN } from '../identity/workload-identity';

/** The host a short name means in an object of `namespace`: a name without a dot gets the namespace and the domain. */
export function resolveHost(host: string, namespace: string, domain = CLUSTER_DOMAIN): string {
  if (host.includes('.') || host === '*' || host === '') return host;
  return domain === '' ? `${host}.${namespace}` : `${host}.${namespace}.${domain}`;
}

/** Whether `host` carries a wildcard: `*` or `*.example.com`. */
export function isWildcardHost(host: string): boolean {
  return host.startsWith('*');
}

/** Whether every name that `host` stands for is one that `pattern` stands for; both may be wildcards. */
export function isSubsetHost(host: string, pattern: string): boolean {
  const narrow = host.toLowerCase();
  const wide = pattern.toLowerCase();
  if (!isWildcardHost(wide)) return narrow === wide;
  const suffix = wide.slice(1);
  const rest = isWildcardHost(narrow) ? narrow.slice(1) : narrow;
  return rest.endsWith(suffix) && (isWildcardHost(narrow) || rest.length > suffix.length || suffix === '');
}

/** Whether some name is one that both stand for. */
export function hostsOverlap(a: string, b: string): boolean {
  return isSubsetHost(a, b) || isSubsetHost(b, a);
}

/** Orders patterns from the most to the least specific: exact names first, then longer wildcards. */
export function compareHostSpecificity(a: string, b: string): number {
  const wildcards = Number(isWildcardHost(a)) - Number(isWildcardHost(b));
  return wildcards || b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}
