import type { MeshSettings } from '../config/mesh-settings';

/** Begins every SPIFFE id; policies leave it out. */
export const SPIFFE_SCHEME = 'spiffe://';

/** The parts of a mesh identity `spiffe://<trust domain>/ns/<namespace>/sa/<service account>`. */
export interface PrincipalParts {
  trustDomain: string;
  namespace: string;
  serviceAccount: string;
}

/** Takes a SPIFFE id apart; undefined when it is not of Istio's form, so that no part of another form counts. */
export function parsePrincipal(principal: string): PrincipalParts | undefined {
  if (!principal.startsWith(SPIFFE_SCHEME)) return undefined;
  const [trustDomain, ns, namespace, sa, serviceAccount, ...rest] = principal
    .slice(SPIFFE_SCHEME.length)
    .split('/');
  if (ns !== 'ns' || sa !== 'sa' || rest.length > 0) return undefined;
  if (!trustDomain || !namespace || !serviceAccount) return undefined;
  return { trustDomain, namespace, serviceAccount };
}

/**
 * A policy's principal in every trust domain it stands for: the mesh's own and its aliases are one, and
 * `cluster.local` always means the mesh's own.
 */
export function expandTrustDomains(
  value: string,
  { trustDomain, trustDomainAliases }: Pick<MeshSettings, 'trustDomain' | 'trustDomainAliases'>,
): string[] {
  const parts = value.split('/');
  const [domain = ''] = parts;
  if (parts.length !== 5 || domain.startsWith('*')) return [value];
  const own = [trustDomain, ...trustDomainAliases];
  if (domain !== 'cluster.local' && !own.includes(domain)) return [value];
  const rest = parts.slice(1).join('/');
  return [...new Set(own)].map((name) => `${name}/${rest}`);
}
