import type { ConfigObject } from '../config/config-object';
import type { MeshSettings } from '../config/mesh-settings';
import type { WorkloadIdentity } from '../identity/workload-identity';

/** The protocol of a service's port, as Istio's port names say it; `auto` is found out by looking at each connection. */
export type PortProtocol = 'http' | 'grpc' | 'tcp' | 'auto';

/** One place that serves a service: the address of an agent's inbound listener, or of a process without an agent. */
export interface Endpoint {
  address: string;
  port: number;
  /** Undefined for an endpoint outside the mesh. */
  workload?: WorkloadIdentity;
  /** The agent that registered it. */
  agentId?: string;
  /** `istio` while its agent holds a certificate and takes mutual TLS, as the label security.istio.io/tlsMode says. */
  tlsMode?: 'istio';
}

/** A service of the mesh: one host and port and the endpoints that answer for it. */
export interface MeshService {
  /** Fully qualified, for instance `reviews.bookinfo.svc.cluster.local`. */
  host: string;
  name: string;
  namespace: string;
  port: number;
  protocol: PortProtocol;
  endpoints: readonly Endpoint[];
  /** Istio's ServiceEntry location; MESH_INTERNAL for what agents register. */
  location: 'MESH_INTERNAL' | 'MESH_EXTERNAL';
}

/** What an agent routes by: pushed by the console, kept as the last good state. */
export interface RegistrySnapshot {
  /** Grows with every change; the agent answers with ACK or NACK of this number. */
  revision: number;
  services: readonly MeshService[];
  /** The rules it obeys: those of the mesh that this agent may reach or is meant by. */
  resources: readonly ConfigObject[];
  settings: MeshSettings;
  telemetry: TelemetrySettings;
}

/** The mesh-wide part of Istio's Telemetry resource that agents obey. */
export interface TelemetrySettings {
  /** Share of new traces that are sampled, 0..100. */
  randomSamplingPercentage: number;
  accessLogging: boolean;
}
