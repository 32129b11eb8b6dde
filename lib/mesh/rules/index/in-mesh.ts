import type { Container, PodSpec } from '../read/kubernetes-kinds';
import type { Snapshot } from '../snapshot';
import { namespaces } from './namespaces';
import { AGENT_KIND, type Workload } from './workloads';

const INJECT = 'sidecar.istio.io/inject';
const YES: ReadonlySet<string> = new Set(['true', 'y', 'yes', 'on']);

/** The sidecar's container, wherever a Pod keeps it. */
export function findProxy({ containers = [], initContainers = [] }: PodSpec): Container | undefined {
  return [...containers, ...initContainers].find(({ name }) => name === 'istio-proxy');
}

/** Whether something has a sidecar or will get one: its agent, its proxy, its own label or annotation, its namespace's label. */
export function isInMesh(
  { kind, spec, labels, annotations, namespace }: Workload,
  snapshot: Snapshot,
): boolean {
  if (kind === AGENT_KIND) return true;
  if (findProxy(spec)?.image) return true;
  const own = labels[INJECT] ?? annotations[INJECT];
  if (own !== undefined) return YES.has(own.toLowerCase());
  return snapshot.use(namespaces).isInjected(namespace);
}

/** Whether ztunnel carries its traffic: the mark of the CNI plugin, its own label, else its namespace's. */
export function isAmbient({ labels, annotations, namespace }: Workload, snapshot: Snapshot): boolean {
  if (annotations['ambient.istio.io/redirection'] === 'enabled') return true;
  const own = labels['istio.io/dataplane-mode'];
  return own === undefined ? snapshot.use(namespaces).isAmbient(namespace) : own === 'ambient';
}

/** Whether Istio's own control plane owns it. */
export function isControlPlane(labels: Readonly<Record<string, string>>): boolean {
  return labels.istio !== undefined || labels.release === 'istio';
}
