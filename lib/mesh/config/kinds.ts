import type { ConfigResource } from './resource';

/** What a kind of the mesh's configuration is called, and in which versions it may be written. */
export interface ConfigKind {
  group: string;
  kind: string;
  /** Oldest first; all mean the same. */
  versions: readonly string[];
}

const NETWORKING = ['v1alpha3', 'v1beta1', 'v1'];
const BETA = ['v1alpha1', 'v1alpha2', 'v1beta1', 'v1'];

const istio = (kind: string, versions: readonly string[] = NETWORKING): ConfigKind => ({
  group: 'networking.istio.io',
  kind,
  versions,
});
const security = (kind: string): ConfigKind => ({
  group: 'security.istio.io',
  kind,
  versions: ['v1beta1', 'v1'],
});
const gatewayApi = (kind: string, versions: readonly string[] = BETA): ConfigKind => ({
  group: 'gateway.networking.k8s.io',
  kind,
  versions,
});

/** Every kind the mesh obeys. */
export const CONFIG_KINDS = {
  VirtualService: istio('VirtualService'),
  DestinationRule: istio('DestinationRule'),
  Gateway: istio('Gateway'),
  ServiceEntry: istio('ServiceEntry'),
  Sidecar: istio('Sidecar'),
  WorkloadEntry: istio('WorkloadEntry'),
  WorkloadGroup: istio('WorkloadGroup'),
  EnvoyFilter: istio('EnvoyFilter', ['v1alpha3']),
  ProxyConfig: istio('ProxyConfig', ['v1beta1']),
  PeerAuthentication: security('PeerAuthentication'),
  RequestAuthentication: security('RequestAuthentication'),
  AuthorizationPolicy: security('AuthorizationPolicy'),
  Telemetry: { group: 'telemetry.istio.io', kind: 'Telemetry', versions: ['v1alpha1', 'v1'] },
  WasmPlugin: { group: 'extensions.istio.io', kind: 'WasmPlugin', versions: ['v1alpha1'] },
  TrafficExtension: { group: 'extensions.istio.io', kind: 'TrafficExtension', versions: ['v1alpha1'] },
  K8sGateway: gatewayApi('Gateway'),
  GatewayClass: gatewayApi('GatewayClass'),
  HTTPRoute: gatewayApi('HTTPRoute'),
  GRPCRoute: gatewayApi('GRPCRoute'),
  TCPRoute: gatewayApi('TCPRoute', ['v1alpha2']),
  TLSRoute: gatewayApi('TLSRoute', ['v1alpha2', 'v1alpha3', 'v1']),
  ListenerSet: gatewayApi('ListenerSet', ['v1']),
  BackendTLSPolicy: gatewayApi('BackendTLSPolicy', ['v1alpha3', 'v1']),
  ReferenceGrant: gatewayApi('ReferenceGrant'),
  Service: { group: '', kind: 'Service', versions: ['v1'] },
  Namespace: { group: '', kind: 'Namespace', versions: ['v1'] },
  Pod: { group: '', kind: 'Pod', versions: ['v1'] },
  Node: { group: '', kind: 'Node', versions: ['v1'] },
  Secret: { group: '', kind: 'Secret', versions: ['v1'] },
  ConfigMap: { group: '', kind: 'ConfigMap', versions: ['v1'] },
  ServiceAccount: { group: '', kind: 'ServiceAccount', versions: ['v1'] },
  Endpoints: { group: '', kind: 'Endpoints', versions: ['v1'] },
  Deployment: { group: 'apps', kind: 'Deployment', versions: ['v1'] },
  StatefulSet: { group: 'apps', kind: 'StatefulSet', versions: ['v1'] },
  DaemonSet: { group: 'apps', kind: 'DaemonSet', versions: ['v1'] },
  ReplicaSet: { group: 'apps', kind: 'ReplicaSet', versions: ['v1'] },
  Job: { group: 'batch', kind: 'Job', versions: ['v1'] },
  Ingress: { group: 'networking.k8s.io', kind: 'Ingress', versions: ['v1'] },
  CustomResourceDefinition: {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    versions: ['v1'],
  },
  ValidatingWebhookConfiguration: {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    versions: ['v1'],
  },
  MutatingWebhookConfiguration: {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    versions: ['v1'],
  },
} as const satisfies Record<string, ConfigKind>;

/** Meshscope's name of a kind: Kubernetes' own, but `K8sGateway` for the Gateway of the Gateway API. */
export type ConfigKindName = keyof typeof CONFIG_KINDS;

const BY_GROUP_KIND = new Map<string, ConfigKindName>(
  Object.entries(CONFIG_KINDS).map(([name, { group, kind }]) => [`${group}/${kind}`, name as ConfigKindName]),
);

/** The kind of an object, whatever its version; undefined for one the mesh knows nothing of. */
export function kindOf(resource: Pick<ConfigResource, 'group' | 'kind'>): ConfigKindName | undefined {
  return BY_GROUP_KIND.get(`${resource.group}/${resource.kind}`);
}
