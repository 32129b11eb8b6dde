import { type ConfigKindName, kindOf } from '../../mesh/config/kinds';
import { touches } from '../../mesh/config/references/touches';
import type { ConfigResource } from '../../mesh/config/resource';
import type { WorkloadIdentity } from '../../mesh/identity/workload-identity';
import type { MeshService } from '../../mesh/registry/service';
import type { GraphSigns } from '../../protocol/api/graph-signs';

type SignFinding = GraphSigns['findings'][number];

/** An object of the configuration and how many problems it has. */
export interface TroubledResource {
  resource: ConfigResource;
  error: number;
  warning: number;
}

/** The mesh that objects may be about. */
export interface TroubledMesh {
  services: readonly MeshService[];
  workloads: readonly WorkloadIdentity[];
  rootNamespace: string;
  /** `svc.cluster.local` */
  domain: string;
}

/** The services and workloads that troubled objects name; what is about a whole namespace marks none of it. */
export function findTroubled(troubled: readonly TroubledResource[], mesh: TroubledMesh): SignFinding[] {
  const narrow = troubled.filter(({ resource }) => isNarrow(resource));
  const hosts = new Map(mesh.services.map((service) => [service.host, service]));
  const workloads = new Map(mesh.workloads.map((one) => [`${one.namespace}/${one.workload}`, one]));
  const found: SignFinding[] = [];
  const add = (of: string, target: { hosts: string[]; workloads: WorkloadIdentity[] }): void => {
    const mine = narrow.filter(({ resource }) => touches(resource, target, mesh));
    if (mine.length === 0) return;
    const sum = (severity: 'error' | 'warning') => mine.reduce((total, one) => total + one[severity], 0);
    found.push({ of, error: sum('error'), warning: sum('warning') });
  };
  if (narrow.length === 0) return found;
  for (const { host, namespace, name } of hosts.values())
    add(`service:${namespace}/${name}`, { hosts: [host], workloads: [] });
  for (const [key, identity] of workloads) add(`workload:${key}`, { hosts: [], workloads: [identity] });
  return found;
}

/** Kinds that choose workloads, and mean all of their namespace when they choose none. */
const CHOOSING: ReadonlySet<string | undefined> = new Set<ConfigKindName>([
  'PeerAuthentication',
  'RequestAuthentication',
  'AuthorizationPolicy',
  'Telemetry',
  'WasmPlugin',
  'ProxyConfig',
  'Sidecar',
  'EnvoyFilter',
]);

function isNarrow(resource: ConfigResource): boolean {
  if (!CHOOSING.has(kindOf(resource))) return true;
  const { selector, workloadSelector } = resource.spec as {
    selector?: { matchLabels?: object };
    workloadSelector?: { labels?: object };
  };
  return Object.keys(selector?.matchLabels ?? workloadSelector?.labels ?? {}).length > 0;
}
