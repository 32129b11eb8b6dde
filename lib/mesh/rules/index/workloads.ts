import type { ConfigKindName } from '../../config/kinds';
import { WORKLOAD_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import type { ConfigResource } from '../../config/resource';
import { POD_OWNER_SPEC, POD_SPEC, type PodSpec } from '../read/kubernetes-kinds';
import { WORKLOAD_GROUP_SPEC } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { createLabelIndex, type Labels } from './label-index';

/** Something that runs, or that a template says will run. */
export interface Workload {
  kind: string;
  namespace: string;
  name: string;
  labels: Labels;
  annotations: Labels;
  spec: PodSpec;
  /** Undefined for what only an agent told of. */
  resource?: ConfigResource;
}

/** What runs in a cluster, by label. */
export interface Workloads {
  /** Pods, and templates whose Pods nobody listed: each running thing once. */
  readonly running: readonly Workload[];
  /** Deployments and the like, and Pods that none of them made: each thing a person runs once. */
  readonly owners: readonly Workload[];
  readonly pods: readonly Workload[];
  /** What runs with all these labels, in one namespace or in any. */
  select(labels: Labels, namespace?: string): readonly Workload[];
  /** The first of them. */
  find(labels: Labels, namespace?: string): Workload | undefined;
  /** The Pods of an owner. */
  podsOf(owner: Workload): readonly Workload[];
}

/** The kind of what only an agent told of: it is in the mesh by that. */
export const AGENT_KIND = 'Workload';

const OWNERS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
] as const satisfies readonly ConfigKindName[];

/** What the index reads. */
export const WORKLOAD_KINDS = ['Pod', ...OWNERS, 'WorkloadEntry', 'WorkloadGroup'] as const;

/** Everything that runs, whatever kind of object says so: Pods, templates, VMs, agents. */
export function workloads(snapshot: Snapshot): Workloads {
  const pods = snapshot.list('Pod').map(readPod);
  const templates = OWNERS.flatMap((kind) => snapshot.list(kind).map(readTemplate));
  const podIndex = createLabelIndex(pods);
  const podsOf = ({ labels, namespace }: Workload) =>
    Object.keys(labels).length === 0 ? [] : podIndex.select(labels, namespace);
  const others = [
    ...snapshot.list('WorkloadEntry').map(readEntry),
    ...snapshot.list('WorkloadGroup').map(readGroup),
    ...readAgents(snapshot),
  ];
  const running = [...pods, ...templates.filter((template) => podsOf(template).length === 0), ...others];
  const owned = new Set(templates.flatMap(podsOf));
  return {
    running,
    owners: [...templates, ...pods.filter((pod) => !owned.has(pod))],
    pods,
    ...createLabelIndex(running),
    podsOf,
  };
}

function readPod(resource: ConfigResource): Workload {
  const { name, labels, annotations } = resource.metadata;
  return {
    kind: 'Pod',
    namespace: namespaceOf(resource),
    name,
    labels,
    annotations,
    spec: readSpec(resource, POD_SPEC),
    resource,
  };
}

function readTemplate(resource: ConfigResource): Workload {
  const { template } = readSpec(resource, POD_OWNER_SPEC);
  return {
    kind: resource.kind,
    namespace: namespaceOf(resource),
    name: resource.metadata.name,
    labels: template?.metadata?.labels ?? {},
    annotations: template?.metadata?.annotations ?? {},
    spec: template?.spec ?? {},
    resource,
  };
}

function readEntry(resource: ConfigResource): Workload {
  const { labels = {}, serviceAccount } = readSpec(resource, WORKLOAD_ENTRY_SCHEMA);
  return {
    ...bare(resource),
    labels,
    spec: serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount },
  };
}

function readGroup(resource: ConfigResource): Workload {
  const { metadata, template } = readSpec(resource, WORKLOAD_GROUP_SPEC);
  const account = template?.serviceAccount;
  return {
    ...bare(resource),
    labels: { ...metadata?.labels, ...template?.labels },
    spec: account === undefined ? {} : { serviceAccountName: account },
  };
}

function bare(resource: ConfigResource): Workload {
  const { name, annotations } = resource.metadata;
  return {
    kind: resource.kind,
    namespace: namespaceOf(resource),
    name,
    labels: {},
    annotations,
    spec: {},
    resource,
  };
}

/** What agents speak for, each workload once. */
function readAgents({ facts }: Snapshot): Workload[] {
  const registered = facts.registry.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ workload }) => workload ?? []),
  );
  const byName = new Map(
    [...registered, ...facts.agents].map((one) => [`${one.namespace}/${one.workload}`, one]),
  );
  return [...byName.values()].map(({ app, version, namespace, labels, workload }) => {
    const own = { ...(app === '' ? {} : { app }), ...(version === '' ? {} : { version }), ...labels };
    return { kind: AGENT_KIND, namespace, name: workload, labels: own, annotations: {}, spec: {} };
  });
}
