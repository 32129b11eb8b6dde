import { authorizationWithoutWaypoint } from './ambient/authorization-without-waypoint';
import { policyWithoutTargets } from './ambient/policy-without-targets';
import { policyWithoutWaypoint } from './ambient/policy-without-waypoint';
import { trafficWithoutWaypoint } from './ambient/traffic-without-waypoint';
import { alphaAnnotation } from './annotation/alpha';
import { deprecatedAnnotation } from './annotation/deprecated';
import { invalidAnnotationValue } from './annotation/invalid-value';
import { misplacedAnnotation } from './annotation/misplaced';
import { unknownAnnotation } from './annotation/unknown';
import { gatewayApiTooOld } from './crd/gateway-api-too-old';
import { removedRbac } from './crd/removed-rbac';
import { duplicate } from './destination-rule/duplicate';
import { hostNotFound as destinationRuleHostNotFound } from './destination-rule/host-not-found';
import { leastConn } from './destination-rule/least-conn';
import { mutualTlsOverridden } from './destination-rule/mutual-tls-overridden';
import { mutualTlsUnserved } from './destination-rule/mutual-tls-unserved';
import { outlierNeverEjects } from './destination-rule/outlier-never-ejects';
import { plainTextRefused } from './destination-rule/plain-text-refused';
import { policyDropped } from './destination-rule/policy-dropped';
import { subsetWithoutLabels } from './destination-rule/subset-without-labels';
import { subsetWithoutWorkloads } from './destination-rule/subset-without-workloads';
import { tlsUnverified } from './destination-rule/tls-unverified';
import { noWorkload as envoyFilterNoWorkload } from './envoy-filter/no-workload';
import { patchOperation } from './envoy-filter/patch-operation';
import { rateLimitIdle } from './envoy-filter/rate-limit-idle';
import { conflict } from './gateway/conflict';
import { credentialInvalid } from './gateway/credential-invalid';
import { credentialNotFound } from './gateway/credential-not-found';
import { duplicateCertificate } from './gateway/duplicate-certificate';
import { noWorkload as gatewayNoWorkload } from './gateway/no-workload';
import { portNotOnService } from './gateway/port-not-on-service';
import { addressConflict } from './gateway-api/address-conflict';
import { backendNotFound } from './gateway-api/backend-not-found';
import { backendTlsUnusable } from './gateway-api/backend-tls-unusable';
import { classNotFound } from './gateway-api/class-not-found';
import { grantNamespaceNotFound } from './gateway-api/grant-namespace-not-found';
import { listenerConflict } from './gateway-api/listener-conflict';
import { listenerRepeated } from './gateway-api/listener-repeated';
import { listenerSetRefused } from './gateway-api/listener-set-refused';
import { negativeCondition } from './gateway-api/negative-condition';
import { parentNotFound } from './gateway-api/parent-not-found';
import { selectorIneffective } from './gateway-api/selector-ineffective';
import { exportNamespaceNotFound } from './mesh/export-namespace-not-found';
import { fieldNotObeyed } from './mesh/field-not-obeyed';
import { unknownRegistry } from './mesh/unknown-registry';
import { injectionUnset } from './namespace/injection-unset';
import { proxyImageMismatch } from './namespace/proxy-image-mismatch';
import { severalInjectionLabels } from './namespace/several-injection-labels';
import type { Rule } from './rule';
import { authorizationWithoutWorkloads } from './security/authorization-without-workloads';
import { hostNotServed } from './security/host-not-served';
import { httpRuleOnTcp } from './security/http-rule-on-tcp';
import { identityUnproven } from './security/identity-unproven';
import { jwksUnrestricted } from './security/jwks-unrestricted';
import { noRateLimit } from './security/no-rate-limit';
import { noWorkload as securityNoWorkload } from './security/no-workload';
import { nobodyAllowed } from './security/nobody-allowed';
import { peerModeUnmatched } from './security/peer-mode-unmatched';
import { peerSelectorIgnored } from './security/peer-selector-ignored';
import { portNotServed } from './security/port-not-served';
import { principalUnknown } from './security/principal-unknown';
import { providerNotFound as authorizationProviderNotFound } from './security/provider-not-found';
import { ruleNeverMatches } from './security/rule-never-matches';
import { selectorOverlap as securitySelectorOverlap } from './security/selector-overlap';
import { severalDefaults as securitySeveralDefaults } from './security/several-defaults';
import { sourceNamespaceNotFound } from './security/source-namespace-not-found';
import { tokenUnverified } from './security/token-unverified';
import { tokensOptional } from './security/tokens-optional';
import { unknownHost } from './security/unknown-host';
import { unknownMethod } from './security/unknown-method';
import { externalNamePort } from './service/external-name-port';
import { inconsistentAcrossClusters } from './service/inconsistent-across-clusters';
import { portName } from './service/port-name';
import { targetPortUnserved } from './service/target-port-unserved';
import { addressesRequired } from './service-entry/addresses-required';
import { duplicatePort } from './service-entry/duplicate-port';
import { protocolConflict } from './service-entry/protocol-conflict';
import { ambientIneffective } from './sidecar/ambient-ineffective';
import { deprecatedEgressProxy } from './sidecar/deprecated-egress-proxy';
import { egressHostNotFound } from './sidecar/egress-host-not-found';
import { noWorkload as sidecarNoWorkload } from './sidecar/no-workload';
import { outboundModeMissing } from './sidecar/outbound-mode-missing';
import { rootSelector } from './sidecar/root-selector';
import { selectorOverlap as sidecarSelectorOverlap } from './sidecar/selector-overlap';
import { severalDefaults as sidecarSeveralDefaults } from './sidecar/several-defaults';
import { lightstep } from './telemetry/lightstep';
import { noLogProvider } from './telemetry/no-log-provider';
import { noWorkload as telemetryNoWorkload } from './telemetry/no-workload';
import { providerNotFound as telemetryProviderNotFound } from './telemetry/provider-not-found';
import { selectorOverlap as telemetrySelectorOverlap } from './telemetry/selector-overlap';
import { severalDefaults as telemetrySeveralDefaults } from './telemetry/several-defaults';
import { targetOverlap } from './telemetry/target-overlap';
import { delegateConflict } from './virtual-service/delegate-conflict';
import { delegateNotFound } from './virtual-service/delegate-not-found';
import { deprecatedDelayPercent } from './virtual-service/deprecated-delay-percent';
import { duplicateDestination } from './virtual-service/duplicate-destination';
import { faultNotRetried } from './virtual-service/fault-not-retried';
import { gatewayNameForm } from './virtual-service/gateway-name-form';
import { gatewayNotFound } from './virtual-service/gateway-not-found';
import { hostConflict } from './virtual-service/host-conflict';
import { hostNotFound as virtualServiceHostNotFound } from './virtual-service/host-not-found';
import { hostNotInGateway } from './virtual-service/host-not-in-gateway';
import { hostUnregistered } from './virtual-service/host-unregistered';
import { ingressSubsetIneffective } from './virtual-service/ingress-subset-ineffective';
import { internalGateway } from './virtual-service/internal-gateway';
import { jwtClaimsUnverified } from './virtual-service/jwt-claims-unverified';
import { portNotFound } from './virtual-service/port-not-found';
import { portRequired } from './virtual-service/port-required';
import { protocolMismatch } from './virtual-service/protocol-mismatch';
import { retriesOutlastTimeout } from './virtual-service/retries-outlast-timeout';
import { retriesRepeatWrites } from './virtual-service/retries-repeat-writes';
import { shadowedMatch } from './virtual-service/shadowed-match';
import { singleWeight } from './virtual-service/single-weight';
import { sourceLabelsIgnored } from './virtual-service/source-labels-ignored';
import { subsetNotFound } from './virtual-service/subset-not-found';
import { weightMissing } from './virtual-service/weight-missing';
import { noWorkload as wasmPluginNoWorkload } from './wasm-plugin/no-workload';
import { externalControlPlane } from './webhook/external-control-plane';
import { overlap } from './webhook/overlap';
import { serviceNotFound } from './webhook/service-not-found';
import { imageAuto } from './workload/image-auto';
import { missingProxy } from './workload/missing-proxy';
import { portProtocolsConflict } from './workload/port-protocols-conflict';
import { reservedUid } from './workload/reserved-uid';
import { sidecarAndAmbient } from './workload/sidecar-and-ambient';
import { sidecarInAmbientNamespace } from './workload/sidecar-in-ambient-namespace';
import { targetPortsConflict } from './workload/target-ports-conflict';
import { uncovered } from './workload/uncovered';
import { waypointNotFound } from './workload/waypoint-not-found';
import { waypointUnused } from './workload/waypoint-unused';
import { unselected } from './workload-entry/unselected';
import { duplicateLabels } from './workload-group/duplicate-labels';
import { serviceAccountNotFound } from './workload-group/service-account-not-found';

/** Every rule, in the order in which findings are told. */
export const CATALOGUE: readonly Rule[] = [
  deprecatedDelayPercent,
  duplicateDestination,
  gatewayNameForm,
  gatewayNotFound,
  hostConflict,
  virtualServiceHostNotFound,
  hostNotInGateway,
  ingressSubsetIneffective,
  internalGateway,
  jwtClaimsUnverified,
  portNotFound,
  portRequired,
  singleWeight,
  subsetNotFound,
  duplicate,
  destinationRuleHostNotFound,
  mutualTlsOverridden,
  mutualTlsUnserved,
  plainTextRefused,
  subsetWithoutLabels,
  subsetWithoutWorkloads,
  tlsUnverified,
  conflict,
  credentialInvalid,
  credentialNotFound,
  duplicateCertificate,
  gatewayNoWorkload,
  portNotOnService,
  ambientIneffective,
  deprecatedEgressProxy,
  egressHostNotFound,
  sidecarNoWorkload,
  outboundModeMissing,
  rootSelector,
  sidecarSelectorOverlap,
  sidecarSeveralDefaults,
  addressesRequired,
  duplicatePort,
  protocolConflict,
  externalNamePort,
  inconsistentAcrossClusters,
  portName,
  targetPortUnserved,
  authorizationWithoutWorkloads,
  identityUnproven,
  jwksUnrestricted,
  securityNoWorkload,
  peerModeUnmatched,
  principalUnknown,
  hostNotServed,
  portNotServed,
  ruleNeverMatches,
  tokenUnverified,
  securitySelectorOverlap,
  securitySeveralDefaults,
  sourceNamespaceNotFound,
  unknownHost,
  unknownMethod,
  authorizationWithoutWaypoint,
  policyWithoutTargets,
  policyWithoutWaypoint,
  trafficWithoutWaypoint,
  lightstep,
  noLogProvider,
  telemetryNoWorkload,
  telemetrySelectorOverlap,
  telemetrySeveralDefaults,
  patchOperation,
  duplicateLabels,
  serviceAccountNotFound,
  imageAuto,
  missingProxy,
  portProtocolsConflict,
  reservedUid,
  sidecarAndAmbient,
  sidecarInAmbientNamespace,
  targetPortsConflict,
  uncovered,
  waypointNotFound,
  waypointUnused,
  injectionUnset,
  proxyImageMismatch,
  severalInjectionLabels,
  alphaAnnotation,
  deprecatedAnnotation,
  invalidAnnotationValue,
  misplacedAnnotation,
  unknownAnnotation,
  addressConflict,
  backendNotFound,
  classNotFound,
  grantNamespaceNotFound,
  listenerConflict,
  listenerRepeated,
  negativeCondition,
  parentNotFound,
  listenerSetRefused,
  backendTlsUnusable,
  selectorIneffective,
  externalControlPlane,
  overlap,
  serviceNotFound,
  gatewayApiTooOld,
  removedRbac,
  exportNamespaceNotFound,
  unknownRegistry,
  fieldNotObeyed,
  retriesOutlastTimeout,
  sourceLabelsIgnored,
  delegateNotFound,
  shadowedMatch,
  peerSelectorIgnored,
  tokensOptional,
  envoyFilterNoWorkload,
  wasmPluginNoWorkload,
  unselected,
  retriesRepeatWrites,
  leastConn,
  noRateLimit,
  authorizationProviderNotFound,
  telemetryProviderNotFound,
  rateLimitIdle,
  outlierNeverEjects,
  policyDropped,
  httpRuleOnTcp,
  nobodyAllowed,
  targetOverlap,
  delegateConflict,
  faultNotRetried,
  hostUnregistered,
  protocolMismatch,
  weightMissing,
];
