import type { ConfigKindName } from './kinds';

/** A field that is read, checked and kept, but that no agent carries out. */
export interface UnobeyedField {
  kind: ConfigKindName;
  /** As schemas write it: `spec.http[].retries`; empty for the whole object. What lies below goes with it. */
  path: string;
  /** The end of "... is not carried out: ". */
  why: string;
  /** A value that asks for nothing beyond what happens anyway. */
  harmless?: string | boolean;
  /** Whether it is carried out where it stands, by the mapping it stands in: of some sorts of a thing agents do obey it. */
  isObeyedIn?: (owner: Readonly<Record<string, unknown>>) => boolean;
  /** Set where traffic does not depend on the field: it stands in the documents, but is no finding. */
  isQuiet?: true;
}

const NO_PART = 'it takes no part in decisions about traffic';
const NOT_REDIRECTED =
  'agents redirect no connections; applications call them by proxy settings, or by a listener of protocol HTTP_PROXY';
const NOT_PROVISIONED = 'agents are started by whoever runs them, nothing is made for a gateway';
const PROVEN = 'whom an endpoint belongs to is proven by its own agent';
const KUBERNETES = 'it is for Kubernetes, agents register their own addresses';

const told = (kind: ConfigKindName, path: string, why: string): UnobeyedField => ({ kind, path, why });

const quiet = (kind: ConfigKindName, path: string, why = NO_PART): UnobeyedField => ({
  kind,
  path,
  why,
  isQuiet: true,
});

/** An egress listener that agents open as an HTTP proxy, at an address and port. */
function isOpenedProxy({ port }: Readonly<Record<string, unknown>>): boolean {
  const { number, protocol } = (port ?? {}) as { number?: number; protocol?: string };
  return (protocol ?? '').toUpperCase() === 'HTTP_PROXY' && (number ?? 0) > 0;
}

/** Every field that is not carried out, by kind; all others have a case that goes another way without them. */
export const UNOBEYED_FIELDS: readonly UnobeyedField[] = [
  quiet('VirtualService', 'spec.http[].match[].statPrefix', 'it names statistics that only Envoy keeps'),
  told(
    'VirtualService',
    'spec.http[].fault.delay.exponentialDelay',
    'Envoy does not know it either; use fixedDelay',
  ),
  told(
    'VirtualService',
    'spec.http[].fault.abort.http2Error',
    'Envoy does not know it either; use httpStatus or grpcStatus',
  ),
  told('VirtualService', 'spec.tcp[].match[].sourceSubnet', 'Istio does not look at it either'),

  told(
    'DestinationRule',
    'spec.trafficPolicy.loadBalancer.zoneAwareLbSetting',
    'agents know shares and failover by locality (localityLbSetting) alone',
  ),
  told(
    'DestinationRule',
    'spec.trafficPolicy.connectionPool.tcp.tcpKeepalive.probes',
    "the system's own number counts; time is obeyed",
  ),
  told(
    'DestinationRule',
    'spec.trafficPolicy.connectionPool.tcp.tcpKeepalive.interval',
    "the system's own interval counts; time is obeyed",
  ),
  told(
    'DestinationRule',
    'spec.trafficPolicy.connectionPool.http.http2KeepAlive',
    'agents do not ping HTTP/2 connections; tcpKeepalive.time finds dead ones',
  ),

  quiet('Gateway', 'spec.servers[].port.targetPort', 'it means nothing in Istio either'),
  quiet('Gateway', 'spec.servers[].name', 'it names statistics that only Envoy keeps'),
  told(
    'Gateway',
    'spec.servers[].defaultEndpoint',
    'Istio does not look at it either; bind a VirtualService',
  ),

  told('ServiceEntry', 'spec.endpoints[].network', 'agents reach every network straight'),
  told('WorkloadEntry', 'spec.network', 'agents reach every network straight'),
  { kind: 'ServiceEntry', path: 'spec.endpoints[].serviceAccount', why: PROVEN },
  { kind: 'WorkloadEntry', path: 'spec.serviceAccount', why: PROVEN },

  ...['spec.ingress[].connectionPool', 'spec.inboundConnectionPool'].flatMap((pool): UnobeyedField[] => [
    {
      kind: 'Sidecar',
      path: `${pool}.tcp.tcpKeepalive.probes`,
      why: "the system's own number counts; time is obeyed",
    },
    {
      kind: 'Sidecar',
      path: `${pool}.tcp.tcpKeepalive.interval`,
      why: "the system's own interval counts; time is obeyed",
    },
    {
      kind: 'Sidecar',
      path: `${pool}.http.maxRetries`,
      why: 'nothing is tried again on the way to the workload',
    },
    ...['h2UpgradePolicy', 'useClientProtocol'].map((name) => ({
      kind: 'Sidecar' as const,
      path: `${pool}.http.${name}`,
      why: 'what the workload speaks is said by the protocol of the port',
    })),
    {
      kind: 'Sidecar',
      path: `${pool}.http.http2KeepAlive`,
      why: 'agents do not ping HTTP/2 connections; tcpKeepalive.time finds dead ones',
    },
  ]),
  quiet(
    'Sidecar',
    'spec.ingress[].captureMode',
    'an agent listens itself, whatever would be redirected to it',
  ),
  ...['httpsRedirect', 'credentialName', 'credentialNames', 'tlsCertificates', 'subjectAltNames'].map(
    (name) => quiet('Sidecar', `spec.ingress[].tls.${name}`, 'a sidecar refuses it, as in Istio'),
  ),
  told('Sidecar', 'spec.ingress[].tls.caCertCredentialName', 'sidecars are sent no Secrets; name files'),
  quiet('Sidecar', 'spec.ingress[].port.name', NO_PART),
  quiet('Sidecar', 'spec.ingress[].port.targetPort', 'it means nothing in Istio either'),
  { kind: 'Sidecar', path: 'spec.egress[].bind', why: NOT_REDIRECTED, isObeyedIn: isOpenedProxy },
  {
    kind: 'Sidecar',
    path: 'spec.egress[].captureMode',
    why: NOT_REDIRECTED,
    harmless: 'DEFAULT',
    isObeyedIn: isOpenedProxy,
  },
  quiet('Sidecar', 'spec.egress[].port.name', NO_PART),
  quiet('Sidecar', 'spec.egress[].port.targetPort', 'it means nothing in Istio either'),

  ...(['RequestAuthentication', 'AuthorizationPolicy', 'Telemetry'] as const).map((kind) =>
    quiet(
      kind,
      'spec.targetRef.namespace',
      'it must be empty: a target lives in the namespace of the policy',
    ),
  ),

  ...['group', 'namespace'].map((name) =>
    quiet('EnvoyFilter', `spec.targetRefs[].${name}`, 'a target is a Gateway of the same namespace'),
  ),
  ...['proxy', 'cluster', 'waypoint'].map(
    (name): UnobeyedField => ({
      kind: 'EnvoyFilter',
      path: `spec.configPatches[].match.${name}`,
      why: 'a rate limit counts every request of the side that context names',
    }),
  ),
  ...['portNumber', 'portName', 'gateway', 'name', 'vhost.domainName', 'vhost.route.action'].map(
    (name): UnobeyedField => ({
      kind: 'EnvoyFilter',
      path: `spec.configPatches[].match.routeConfiguration.${name}`,
      why: 'the limit of a route is known by the names of virtual host and route alone',
    }),
  ),
  ...['portNumber', 'name'].map(
    (name): UnobeyedField => ({
      kind: 'EnvoyFilter',
      path: `spec.configPatches[].match.listener.${name}`,
      why: 'a rate limit counts every request of the side that context names',
    }),
  ),
  quiet('EnvoyFilter', 'spec.configPatches[].match.listener', 'its fields are listed one by one'),
  ...['portName', 'filterChain', 'listenerFilter'].map((name) =>
    quiet(
      'EnvoyFilter',
      `spec.configPatches[].match.listener.${name}`,
      'agents have one chain of filters for requests',
    ),
  ),
  quiet(
    'EnvoyFilter',
    'spec.configPatches[].patch.filterClass',
    'limits have one place in the order of filters',
  ),
  quiet('EnvoyFilter', 'spec.priority', 'limits have one place in the order of filters'),

  { kind: 'WorkloadGroup', path: '', why: 'workloads join by their agents, not by a template' },
  { kind: 'ProxyConfig', path: '', why: 'agents take their settings from their own options' },
  { kind: 'WasmPlugin', path: '', why: 'agents run no WebAssembly' },
  { kind: 'TrafficExtension', path: '', why: 'agents run no WebAssembly and no Lua' },

  told(
    'Telemetry',
    'spec.tracing[].providers',
    'spans go to the console, whoever is named; the console hands them on',
  ),
  told(
    'Telemetry',
    'spec.tracing[].customTags{}.formatter',
    'agents know tags by literal, header and environment',
  ),
  {
    kind: 'Telemetry',
    path: 'spec.tracing[].disableContextPropagation',
    why: 'trace headers are always handed on: without them a trace falls apart',
    harmless: false,
  },
  {
    kind: 'Telemetry',
    path: 'spec.tracing[].enableIstioTags',
    why: 'spans always carry them: the console reads them',
    harmless: true,
  },
  told(
    'Telemetry',
    'spec.tracing[].useRequestIdForTraceSampling',
    'sampling follows the trace, not the request id',
  ),
  {
    kind: 'Telemetry',
    path: 'spec.metrics[].providers',
    why: 'metrics go to the console and to Prometheus, whoever is named',
    isQuiet: true,
  },
  told(
    'Telemetry',
    'spec.metrics[].reportingInterval',
    'bytes of connections are reported every five seconds',
  ),

  told('K8sGateway', 'spec.listeners[].tls.options', 'agents have no settings of their own there'),
  { kind: 'K8sGateway', path: 'spec.addresses', why: NOT_PROVISIONED },
  { kind: 'K8sGateway', path: 'spec.infrastructure', why: NOT_PROVISIONED },
  told('ListenerSet', 'spec.listeners[].tls.options', 'agents have no settings of their own there'),
  told('BackendTLSPolicy', 'spec.options', 'agents have no settings of their own there'),
  quiet(
    'K8sGateway',
    'spec.gatewayClassName',
    'a gateway serves the Gateway of its name, whatever its class',
  ),
  quiet('GatewayClass', '', 'a gateway serves the Gateway of its name, whatever its class'),
  told('HTTPRoute', 'spec.rules[].filters[].externalAuth', 'use an AuthorizationPolicy with action CUSTOM'),
  { kind: 'HTTPRoute', path: 'spec.rules[].filters[].extensionRef', why: 'agents know no filters of others' },
  { kind: 'GRPCRoute', path: 'spec.rules[].filters[].extensionRef', why: 'agents know no filters of others' },
  ...['tls.certificateRefs[]', 'tls.frontendValidation.caCertificateRefs[]'].flatMap((place) =>
    ['group', 'kind'].flatMap((name) =>
      (['K8sGateway', 'ListenerSet'] as const).map((kind) =>
        quiet(
          kind,
          `spec.listeners[].${place}.${name}`,
          'the Secret of that name is taken, or the ConfigMap',
        ),
      ),
    ),
  ),
  ...['group', 'kind'].map((name) =>
    quiet(
      'K8sGateway',
      `spec.tls.frontend.default.validation.caCertificateRefs[].${name}`,
      'the Secret of that name is taken, or the ConfigMap',
    ),
  ),
  quiet('TCPRoute', 'spec.rules[].name'),
  quiet('TLSRoute', 'spec.rules[].name'),

  ...[
    'nodePort',
    'externalIPs',
    'externalTrafficPolicy',
    'internalTrafficPolicy',
    'ipFamilies',
    'ipFamilyPolicy',
    'loadBalancerIP',
    'loadBalancerClass',
    'loadBalancerSourceRanges',
    'allocateLoadBalancerNodePorts',
    'publishNotReadyAddresses',
    'healthCheckNodePort',
    'trafficDistribution',
  ].map((name) =>
    quiet('Service', name === 'nodePort' ? 'spec.ports[].nodePort' : `spec.${name}`, KUBERNETES),
  ),
  {
    kind: 'Service',
    path: 'spec.sessionAffinity',
    why: 'a DestinationRule with consistentHash keeps a caller at an endpoint',
    harmless: 'None',
  },
  told(
    'Service',
    'spec.sessionAffinityConfig',
    'a DestinationRule with consistentHash keeps a caller at an endpoint',
  ),
  quiet('Secret', 'type'),
  quiet('Secret', 'immutable', KUBERNETES),
  quiet('ConfigMap', 'binaryData'),
  quiet('ConfigMap', 'immutable', KUBERNETES),
  quiet('Endpoints', '', KUBERNETES),
];
