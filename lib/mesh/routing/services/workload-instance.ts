import type { ConfigResource } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import type { WorkloadIdentity } from '../../identity/workload-identity';
import type { MeshService } from '../../registry/service';

/** A running workload that selectors of services can pick. */
export interface WorkloadInstance {
  namespace: string;
  name: string;
  /** Empty for one that is declared (Deployment) and not seen. */
  address: string;
  labels: Readonly<Record<string, string>>;
  /** Ports by name, for target ports given by name. */
  namedPorts: ReadonlyMap<string, number>;
  locality: string;
  weight: number;
  workload: WorkloadIdentity | undefined;
  agentId: string | undefined;
  /** Where it listens, whatever the service says (the inbound port of an agent); undefined lets the service say. */
  port: number | undefined;
}

/** Every workload the configuration declares or an agent speaks for. */
export function listInstances(services: readonly MeshService[], resources: ResourceSet): WorkloadInstance[] {
  const pods = resources.list('Pod').map(podInstance);
  const owners = (['Deployment', 'StatefulSet', 'DaemonSet'] as const)
    .flatMap((kind) => resources.list(kind).map(templateInstance))
    .filter(
      (owner) => !pods.some((pod) => pod.namespace === owner.namespace && isSubset(owner.labels, pod.labels)),
    );
  return [
    ...pods,
    ...owners,
    ...resources.list('WorkloadEntry').map(entryInstance),
    ...agentInstances(services),
  ];
}

/** Whether `labels` has every label of `selector`. */
export function isSubset(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  for (const key in selector) if (selector[key] !== labels[key]) return false;
  return true;
}

interface ContainerSpec {
  ports?: readonly { name?: string; containerPort?: number }[];
}

interface PodSpec {
  containers?: readonly ContainerSpec[];
}

function podInstance({ metadata, spec, raw }: ConfigResource): WorkloadInstance {
  const status = (raw.status ?? {}) as { podIP?: string };
  return {
    ...declared(metadata.namespace, metadata.name, metadata.labels, spec as PodSpec),
    address: status.podIP ?? '',
  };
}

function templateInstance({ metadata, spec }: ConfigResource): WorkloadInstance {
  const { template } = spec as {
    template?: { metadata?: { labels?: Record<string, string> }; spec?: PodSpec };
  };
  return declared(metadata.namespace, metadata.name, template?.metadata?.labels ?? {}, template?.spec);
}

function declared(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  spec: PodSpec | undefined,
): WorkloadInstance {
  const ports = (spec?.containers ?? []).flatMap((container) => container.ports ?? []);
  const named = ports.flatMap(({ name: portName, containerPort }): [string, number][] =>
    portName === undefined || containerPort === undefined ? [] : [[portName, containerPort]],
  );
  return {
    namespace,
    name,
    address: '',
    labels,
    namedPorts: new Map(named),
    locality: '',
    weight: 1,
    workload: undefined,
    agentId: undefined,
    port: undefined,
  };
}

interface EntrySpec {
  address?: string;
  labels?: Record<string, string>;
  ports?: Record<string, number>;
  locality?: string;
  weight?: number;
}

function entryInstance({ metadata, spec }: ConfigResource): WorkloadInstance {
  const { address = '', labels = {}, ports = {}, locality = '', weight = 1 } = spec as EntrySpec;
  return {
    ...declared(metadata.namespace, metadata.name, { ...metadata.labels, ...labels }, undefined),
    address,
    namedPorts: new Map(Object.entries(ports)),
    locality,
    weight,
  };
}

function agentInstances(services: readonly MeshService[]): WorkloadInstance[] {
  const seen = new Map<string, WorkloadInstance>();
  for (const { endpoints, namespace } of services) {
    for (const { address, port, workload, agentId } of endpoints) {
      const key = `${address} ${port}`;
      if (workload === undefined || seen.has(key)) continue;
      seen.set(key, {
        ...declared(workload.namespace || namespace, workload.workload, workload.labels, undefined),
        address,
        workload,
        agentId,
        port,
      });
    }
  }
  return [...seen.values()];
}
