import type { WorkloadIdentity } from '../identity/workload-identity';

/** What a port speaks; `auto` is found out by looking at the first bytes. */
export type ServiceProtocol = 'http' | 'http2' | 'grpc' | 'https' | 'tls' | 'tcp' | 'udp' | 'auto';

/** A port of a service. */
export interface ServicePort {
  number: number;
  name: string;
  protocol: ServiceProtocol;
  /** Where endpoints listen, unless they say otherwise. */
  targetPort: number;
}

/** One place that serves a service. */
export interface RoutedEndpoint {
  /** IP, or a name to look up. */
  address: string;
  /** Where it listens, by number of the service's port. */
  ports: ReadonlyMap<number, number>;
  labels: Readonly<Record<string, string>>;
  workload: WorkloadIdentity | undefined;
  /** `region/zone/subzone`, empty when unknown. */
  locality: string;
  weight: number;
  /** The agent that registered it. */
  agentId: string | undefined;
}

/** How the addresses of a service are found. */
export type ServiceResolution = 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

/** How a service is called: its full host, or short within reach of its namespace. */
export interface ServiceName {
  host: string;
  namespace: string;
  /** The bare name; undefined where there are no short names (ServiceEntry). */
  name: string | undefined;
}

/** A service as routing sees it, wherever it was declared: by agents, a Kubernetes Service, or a ServiceEntry. */
export interface RoutedService {
  /** Full name in lower case, or a wildcard of a ServiceEntry. */
  host: string;
  namespace: string;
  source: 'agent' | 'Service' | 'ServiceEntry';
  /** The bare name, by which it can be called within its namespace; undefined for a ServiceEntry. */
  name: string | undefined;
  /** The name it stands for (Kubernetes' ExternalName). */
  externalName: string | undefined;
  /** ExternalName services that stand for this one. */
  aliases: readonly ServiceName[];
  labels: Readonly<Record<string, string>>;
  ports: readonly ServicePort[];
  /** Addresses clients dial: IPs or CIDRs. */
  addresses: readonly string[];
  location: 'MESH_INTERNAL' | 'MESH_EXTERNAL';
  resolution: ServiceResolution;
  /** Names of which its certificates must carry one, where no DestinationRule names others (ServiceEntry). */
  subjectAltNames?: readonly string[];
  /** Namespaces that see it; `*`, `.` and `~` as in Istio. */
  exportTo: readonly string[];
  /** Epoch milliseconds; undefined for agents' services. */
  createdAtMs: number | undefined;
  endpoints: readonly RoutedEndpoint[];
}
