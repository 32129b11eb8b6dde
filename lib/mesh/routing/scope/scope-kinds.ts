import type { ConfigKindName } from '../../config/kinds';

/** Policies: for workloads of their namespace, or of all in the root namespace, by selector. */
export const WORKLOAD_KINDS: ReadonlySet<ConfigKindName> = new Set([
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
  'TrafficExtension',
  'EnvoyFilter',
  'ProxyConfig',
]);

/** What gateways alone obey. */
export const GATEWAY_KINDS: ReadonlySet<ConfigKindName> = new Set([
  'Gateway',
  'K8sGateway',
  'ListenerSet',
  'GatewayClass',
  'Namespace',
]);
