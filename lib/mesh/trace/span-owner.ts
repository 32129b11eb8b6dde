import type { Span } from './span';

/** Who reports a span, in the mesh's words. */
export type SpanOwner = Pick<Span, 'service' | 'namespace' | 'workload' | 'version'>;

/** The owner of a span from the name its process gives itself and from its tags. */
export type FindOwner = (serviceName: string, tags: Span['tags']) => SpanOwner;

/** What is asked of a registered workload. */
export interface OwnerCandidate {
  namespace: string;
  workload: string;
  app: string;
  version: string;
}

const WORKLOAD_TAGS = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job'].map(
  (kind) => `k8s.${kind}.name`,
);

/**
 * Finds owners so that an application's spans stand beside its sidecar's: what the process says of itself comes first,
 * then what is registered under its name when only one workload (or one namespace) can be meant.
 */
export function createFindOwner(workloads: readonly OwnerCandidate[]): FindOwner {
  const byName = new Map<string, OwnerCandidate[]>();
  const namespaces = new Set(workloads.map(({ namespace }) => namespace));
  for (const candidate of workloads) {
    for (const name of new Set([candidate.app, candidate.workload])) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [candidate]);
      else known.push(candidate);
    }
  }
  return (serviceName, tags) => {
    const named = splitName(tags['istio.canonical_service'] ?? serviceName, namespaces);
    const stated = tags['istio.namespace'] ?? tags['k8s.namespace.name'] ?? tags['service.namespace'];
    const candidates = byName.get(named.service) ?? [];
    const namespace =
      stated ?? named.namespace ?? onlyOne(candidates.map((one) => one.namespace)) ?? 'unknown';
    const version = tags['istio.canonical_revision'] ?? tags['service.version'];
    const inPlace = candidates.filter((one) => one.namespace === namespace);
    const sameVersion = inPlace.filter((one) => version === undefined || one.version === version);
    const workload =
      WORKLOAD_TAGS.map((key) => tags[key]).find((name) => name !== undefined) ??
      onlyOne(sameVersion.map((one) => one.workload)) ??
      onlyOne(inPlace.map((one) => one.workload)) ??
      named.service;
    const registered = inPlace.find((one) => one.workload === workload);
    return { service: named.service, namespace, workload, version: version ?? registered?.version ?? '' };
  };
}

/** Istio names services `app.namespace` in traces; other names may have dots too. */
function splitName(
  name: string,
  namespaces: ReadonlySet<string>,
): { service: string; namespace: string | undefined } {
  const dot = name.lastIndexOf('.');
  const suffix = name.slice(dot + 1);
  if (dot > 0 && namespaces.has(suffix)) return { service: name.slice(0, dot), namespace: suffix };
  return { service: name === '' ? 'unknown' : name, namespace: undefined };
}

function onlyOne(values: readonly string[]): string | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}
