import type { ConfigKindName } from '../../config/kinds';
import { POD_OWNER_SPEC, POD_SPEC } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** The identities of a cluster's workloads. */
export interface ServiceAccounts {
  /** `ns/NAMESPACE/sa/NAME` of each. */
  readonly paths: ReadonlySet<string>;
  has(namespace: string, name: string): boolean;
  namesIn(namespace: string): string[];
}

const OWNERS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const satisfies readonly ConfigKindName[];

/** What the index reads. */
export const SERVICE_ACCOUNT_KINDS = ['ServiceAccount', 'Pod', ...OWNERS, 'Namespace'] as const;

/** ServiceAccount objects, what workloads run as, and the account every namespace has. */
export function serviceAccounts(snapshot: Snapshot): ServiceAccounts {
  const objects = snapshot
    .list('ServiceAccount')
    .map((one) => [namespaceOf(one), one.metadata.name] as const);
  const pods = snapshot
    .list('Pod')
    .map((pod) => [namespaceOf(pod), readSpec(pod, POD_SPEC).serviceAccountName] as const);
  const owners = OWNERS.flatMap((kind) => snapshot.list(kind)).map(
    (owner) =>
      [namespaceOf(owner), readSpec(owner, POD_OWNER_SPEC).template?.spec?.serviceAccountName] as const,
  );
  const defaults = snapshot.list('Namespace').map(({ metadata }) => [metadata.name, 'default'] as const);
  const paths = new Set(
    [...objects, ...pods, ...owners, ...defaults].map(([namespace, name]) =>
      pathOf(namespace, name ?? 'default'),
    ),
  );
  for (const principal of snapshot.facts.serviceAccounts)
    paths.add(principal.slice(principal.indexOf('/') + 1));
  const byNamespace = new Map<string, string[]>();
  for (const path of paths) {
    const [, namespace = '', , name = ''] = path.split('/');
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), name]);
  }
  return {
    paths,
    has: (namespace, name) => paths.has(pathOf(namespace, name)),
    namesIn: (namespace) => byNamespace.get(namespace) ?? [],
  };
}

function pathOf(namespace: string, name: string): string {
  return `ns/${namespace}/sa/${name}`;
}
