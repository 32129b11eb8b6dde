import type { MeshService } from '../../registry/service';

/** What workloads are told apart by, where services select them. */
interface LabelledWorkload {
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

/** The endpoints of a mesh that changed a little hold the same workloads as before. */
const known = new WeakMap<LabelledWorkload, string>();

/** The services that each kind of workload serves itself, by `keyOfWorkload`. */
export function indexServed(services: readonly MeshService[]): ReadonlyMap<string, readonly MeshService[]> {
  const served = new Map<string, MeshService[]>();
  for (const service of services) {
    const keys = new Set<string>();
    for (const { workload } of service.endpoints)
      if (workload !== undefined) keys.add(rememberedKey(workload));
    for (const key of keys) {
      const list = served.get(key);
      if (list === undefined) served.set(key, [service]);
      else list.push(service);
    }
  }
  return served;
}

/** The same for all workloads of one namespace with the same labels. */
export function keyOfWorkload({ namespace, labels }: LabelledWorkload): string {
  return JSON.stringify([namespace, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function rememberedKey(workload: LabelledWorkload): string {
  let key = known.get(workload);
  if (key === undefined) {
    key = keyOfWorkload(workload);
    known.set(workload, key);
  }
  return key;
}
