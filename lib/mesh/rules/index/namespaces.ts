import type { ConfigKindName } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** The namespaces of a cluster. */
export interface Namespaces {
  readonly names: ReadonlySet<string>;
  find(name: string): ConfigResource | undefined;
  labelsOf(name: string): Readonly<Record<string, string>>;
  /** Whether ztunnel carries the traffic of its pods. */
  isAmbient(name: string): boolean;
  /** Whether the injection webhook is asked to add sidecars, by either label. */
  isInjected(name: string): boolean;
}

/** Kinds whose objects show that a namespace exists where no Namespace object does. */
const INHABITANTS = ['Service', 'Deployment', 'Pod'] as const satisfies readonly ConfigKindName[];

/** What the index reads. */
export const NAMESPACE_KINDS = ['Namespace', ...INHABITANTS] as const;

/** Without a single Namespace object, those that something runs in count as the cluster's; agents' ones always do. */
export function namespaces(snapshot: Snapshot): Namespaces {
  const objects = new Map(snapshot.list('Namespace').map((resource) => [resource.metadata.name, resource]));
  const names = new Set(objects.keys());
  const inhabited = INHABITANTS.flatMap((kind) => snapshot.list(kind).map(namespaceOf));
  if (names.size === 0) for (const name of inhabited) names.add(name);
  for (const { namespace } of snapshot.facts.agents) names.add(namespace);
  for (const { namespace } of snapshot.facts.registry) names.add(namespace);
  const labelsOf = (name: string) => objects.get(name)?.metadata.labels ?? {};
  const isInjected = (name: string) => {
    const labels = labelsOf(name);
    if (labels['istio-injection'] !== undefined) return labels['istio-injection'] === 'enabled';
    return Boolean(labels['istio.io/rev']);
  };
  return {
    names,
    find: (name) => objects.get(name),
    labelsOf,
    // Istio leaves alone what has a sidecar.
    isAmbient: (name) => labelsOf(name)['istio.io/dataplane-mode'] === 'ambient' && !isInjected(name),
    isInjected,
  };
}
