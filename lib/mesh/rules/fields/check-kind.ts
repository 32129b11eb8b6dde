import type { ConfigKindName } from '../../config/kinds';
import { checkDestinationRule } from './destination-rule/destination-rule';
import { checkEnvoyFilter } from './envoy-filter';
import type { FieldReport } from './field-report';
import type { FieldSubject } from './field-subject';
import { checkGateway } from './gateway';
import { checkProxyConfig } from './proxy-config';
import { checkAuthorizationPolicy } from './security/authorization-policy';
import { checkPeerAuthentication } from './security/peer-authentication';
import { checkRequestAuthentication } from './security/request-authentication';
import { checkServiceEntry } from './service-entry';
import { checkSidecar } from './sidecar';
import { checkTelemetry } from './telemetry';
import { checkVirtualService } from './virtual-service/virtual-service';
import { checkTrafficExtension, checkWasmPlugin } from './wasm-plugin';
import { checkWorkloadEntry } from './workload-entry';
import { checkWorkloadGroup } from './workload-group';

type KindCheck = (spec: object, subject: FieldSubject, report: FieldReport) => void;

/** A check takes the spec of its kind; `tidyValue` has made sure that this is what it gets. */
function of<Spec extends object>(
  check: (spec: Spec, subject: FieldSubject, report: FieldReport) => void,
): KindCheck {
  return (spec, subject, report) => check(spec as Spec, subject, report);
}

/** The same for kinds whose rules look at the spec alone. */
function alone<Spec extends object>(check: (spec: Spec, report: FieldReport) => void): KindCheck {
  return (spec, _, report) => check(spec as Spec, report);
}

const CHECKS: Partial<Record<ConfigKindName, KindCheck>> = {
  VirtualService: of(checkVirtualService),
  DestinationRule: of(checkDestinationRule),
  Gateway: of(checkGateway),
  ServiceEntry: of(checkServiceEntry),
  Sidecar: of(checkSidecar),
  WorkloadEntry: alone(checkWorkloadEntry),
  WorkloadGroup: alone(checkWorkloadGroup),
  EnvoyFilter: alone(checkEnvoyFilter),
  ProxyConfig: alone(checkProxyConfig),
  PeerAuthentication: alone(checkPeerAuthentication),
  RequestAuthentication: alone(checkRequestAuthentication),
  AuthorizationPolicy: alone(checkAuthorizationPolicy),
  Telemetry: alone(checkTelemetry),
  WasmPlugin: alone(checkWasmPlugin),
  TrafficExtension: alone(checkTrafficExtension),
};

/** Applies the field rules of a kind; kinds of other APIs have none but their schema. */
export function checkKind(
  kind: ConfigKindName,
  spec: object,
  subject: FieldSubject,
  report: FieldReport,
): void {
  CHECKS[kind]?.(spec, subject, report);
}
