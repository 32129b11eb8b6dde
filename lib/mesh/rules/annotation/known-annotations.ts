/** What Istio says of one of its annotations. */
export interface KnownAnnotation {
  /** Kinds that it may stand on; `Any` for all. */
  on: readonly string[];
  isAlpha: boolean;
  isDeprecated: boolean;
}

const POD = ['Pod'];

/** Of Pods, and still alpha. */
const ALPHA_ON_POD: readonly string[] = [
  'traffic.sidecar.istio.io/includeInboundPorts',
  'sidecar.istio.io/userVolumeMount',
  'sidecar.istio.io/proxyMemoryLimit',
  'prometheus.istio.io/merge-metrics',
  'sidecar.istio.io/status',
  'sidecar.istio.io/rewriteAppHTTPProbers',
  'sidecar.istio.io/proxyImage',
  'sidecar.istio.io/proxyImageType',
  'sidecar.istio.io/proxyCPU',
  'sidecar.istio.io/proxyCPULimit',
  'sidecar.istio.io/proxyMemory',
  'sidecar.istio.io/interceptionMode',
  'sidecar.istio.io/bootstrapOverride',
  'sidecar.istio.io/statsHistogramBuckets',
  'sidecar.istio.io/statsFlushInterval',
  'sidecar.istio.io/statsEvictionInterval',
  'sidecar.istio.io/statsHistogramBins',
  'sidecar.istio.io/userVolume',
  'status.sidecar.istio.io/port',
  'sidecar.istio.io/logLevel',
  'sidecar.istio.io/componentLogLevel',
  'sidecar.istio.io/agentLogLevel',
  'sidecar.istio.io/nativeSidecar',
  'readiness.status.sidecar.istio.io/initialDelaySeconds',
  'readiness.status.sidecar.istio.io/periodSeconds',
  'readiness.status.sidecar.istio.io/failureThreshold',
  'readiness.status.sidecar.istio.io/applicationPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/excludeInterfaces',
  'traffic.sidecar.istio.io/includeOutboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundPorts',
  'istio.io/rev',
  'proxy.istio.io/overrides',
  'inject.istio.io/templates',
  'ambient.istio.io/bypass-inbound-capture',
  'istio.io/reroute-virtual-interfaces',
  'ambient.istio.io/dns-capture',
];

const annotation = (
  on: readonly string[],
  stage: 'alpha' | 'stable' = 'alpha',
  isDeprecated = false,
): KnownAnnotation => ({
  on,
  isAlpha: stage === 'alpha',
  isDeprecated,
});

/** Istio's annotations by name: https://istio.io/latest/docs/reference/config/annotations/ */
export const KNOWN_ANNOTATIONS: ReadonlyMap<string, KnownAnnotation> = new Map([
  ...ALPHA_ON_POD.map((name) => [name, annotation(POD)] as const),
  ['alpha.istio.io/kubernetes-serviceaccounts', annotation(['Service'], 'alpha', true)],
  ['alpha.istio.io/canonical-serviceaccounts', annotation(['Service'], 'alpha', true)],
  ['networking.istio.io/exportTo', annotation(['Service'])],
  ['sidecar.istio.io/inject', annotation(POD, 'stable', true)],
  ['sidecar.istio.io/discoveryAddress', annotation(POD, 'alpha', true)],
  ['sidecar.istio.io/statsInclusionPrefixes', annotation(POD, 'alpha', true)],
  ['sidecar.istio.io/statsInclusionSuffixes', annotation(POD, 'alpha', true)],
  ['sidecar.istio.io/statsInclusionRegexps', annotation(POD, 'alpha', true)],
  ['traffic.istio.io/nodeSelector', annotation(['Service'], 'stable')],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', annotation(POD, 'alpha', true)],
  ['kubernetes.io/ingress.class', annotation(['Ingress'], 'stable')],
  ['galley.istio.io/analyze-suppress', annotation(['Any'])],
  ['proxy.istio.io/config', annotation(POD, 'stable')],
  ['istio.io/dry-run', annotation(['AuthorizationPolicy'])],
  ['sidecar.istio.io/extraStatTags', annotation(POD, 'alpha', true)],
  ['istio.io/autoRegistrationGroup', annotation(['WorkloadEntry'])],
  ['istio.io/workloadController', annotation(['WorkloadEntry'])],
  ['istio.io/connectedAt', annotation(['WorkloadEntry'])],
  ['istio.io/disconnectedAt', annotation(['WorkloadEntry'])],
  ['topology.istio.io/controlPlaneClusters', annotation(['Namespace'])],
  ['gateway.istio.io/controller-version', annotation(['Any'])],
  ['ambient.istio.io/redirection', annotation(POD, 'stable')],
  ['ambient.istio.io/waypoint-inbound-binding', annotation(['GatewayClass', 'Gateway'])],
  ['gateway.istio.io/service-account', annotation(['Gateway'])],
  ['gateway.istio.io/name-override', annotation(['Gateway'])],
  ['networking.istio.io/service-type', annotation(['Gateway'])],
  ['networking.istio.io/traffic-distribution', annotation(['Namespace', 'Service', 'ServiceEntry'])],
  ['istio.io/use-waypoint-canary-weight', annotation(['Service', 'ServiceEntry', 'Namespace'])],
  ['sidecar.istio.io/statsCompression', annotation(POD, 'alpha', true)],
]);
