import type { ConfigObject } from '../../config/config-object';
import { resolveHost } from '../../config/host-name';
import type { DestinationRuleSpec } from '../../config/kinds/destination-rule';

/** A subset that a route names: workloads with this version label. */
export interface WantedSubset {
  name: string;
  version: string;
}

/**
 * The DestinationRule of `host` with every wanted subset in it: the given one with the missing ones added, or a new
 * one; undefined when nothing is missing.
 */
export function addSubsets(
  existing: ConfigObject | undefined,
  host: string,
  namespace: string,
  wanted: readonly WantedSubset[],
): ConfigObject | undefined {
  const spec = (existing?.spec ?? {}) as DestinationRuleSpec;
  const known = new Set((spec.subsets ?? []).map(({ name }) => name));
  const missing = wanted.filter(({ name }) => name !== '' && !known.has(name));
  if (missing.length === 0) return undefined;
  const subsets = [
    ...(spec.subsets ?? []),
    ...missing.map(({ name, version }) => ({ name, labels: { version } })),
  ];
  if (existing !== undefined) return { ...existing, spec: { ...spec, subsets } };
  const name = resolveHost(host, namespace).split('.')[0] ?? host;
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, namespace },
    spec: { host, subsets },
  };
}
