import { parseDurationMs } from '../../../config/duration';
import type { TrafficPolicy } from '../../../config/kinds/destination-rule';
import { DESTINATION_RULE_SCHEMA } from '../../../config/kinds/destination-rule';
import { retriesSchema } from '../../../config/kinds/http-actions';
import type { HttpRetries } from '../../../config/kinds/virtual-service';
import type { ConfigResource } from '../../../config/resource';
import { readYaml } from '../../../config/yaml-text';
import { checkConnectionPool } from '../destination-rule/connection-pool';
import { checkOutlierDetection } from '../destination-rule/outlier-detection';
import { createFieldReport, type FieldProblem, type FieldReport } from '../field-report';
import { tidyValue } from '../tidy-value';
import { portProblem } from '../values/address';
import { trustDomainProblem, wildcardDomainProblem } from '../values/domain-name';
import { connectTimeoutProblem, detectionTimeoutProblem } from '../values/duration-value';
import { checkRetries } from '../virtual-service/retries';
import { providerProblem } from './extension-provider';

type Fields = Readonly<Record<string, unknown>>;

/** The rules of the mesh's own settings, kept as YAML in the ConfigMap `istio`; undefined for other ConfigMaps. */
export function checkMeshConfigMap({ metadata, raw }: ConfigResource): FieldProblem[] {
  const { data } = raw;
  const isIstio = metadata.name === 'istio' || metadata.name.startsWith('istio-');
  const mesh = isRecord(data) ? data.mesh : undefined;
  if (!isIstio || typeof mesh !== 'string') return [];
  const [document] = readYaml(mesh);
  const { report, problems } = createFieldReport();
  const [broken] = document?.problems ?? [];
  if (broken !== undefined)
    report.error(
      'mesh-config/broken',
      'data.mesh',
      `Line ${broken.position.line} of mesh: ${broken.message}`,
    );
  if (isRecord(document?.value)) checkMeshConfig(document.value, report);
  return problems.map((problem) => ({ ...problem, path: 'data.mesh', message: atField(problem) }));
}

function atField({ path, message }: FieldProblem): string {
  return path === 'data.mesh' ? message : `${path}: ${message}`;
}

/** The rules of the mesh's own settings; what is left out has a sound default. */
export function checkMeshConfig(mesh: Fields, report: FieldReport): void {
  if (typeof mesh.proxyListenPort === 'number')
    report.check('mesh-config/invalid-port', 'proxyListenPort', portProblem(mesh.proxyListenPort));
  for (const [field, problemOf] of [
    ['connectTimeout', connectTimeoutProblem],
    ['protocolDetectionTimeout', detectionTimeoutProblem],
  ] as const) {
    const text = mesh[field];
    if (typeof text === 'string')
      report.check(
        'mesh-config/invalid-timeout',
        field,
        parseDurationMs(text) === undefined ? `"${text}" is no duration` : problemOf(text),
      );
  }
  if (typeof mesh.trustDomain === 'string')
    report.check('mesh-config/invalid-trust-domain', 'trustDomain', trustDomainProblem(mesh.trustDomain));
  for (const [index, alias] of listOf(mesh.trustDomainAliases).entries()) {
    report.check(
      'mesh-config/invalid-trust-domain',
      `trustDomainAliases[${index}]`,
      trustDomainProblem(String(alias)),
    );
  }
  checkServiceSettings(mesh.serviceSettings, report);
  checkDefaultPolicy(mesh.defaultTrafficPolicy, 'defaultTrafficPolicy', report);
  checkInboundRetries(mesh.defaultInboundHttpRetryPolicy, 'defaultInboundHttpRetryPolicy', report);
  checkProviders(mesh.extensionProviders, report);
}

function checkServiceSettings(settings: unknown, report: FieldReport): void {
  for (const [index, item] of listOf(settings).entries()) {
    for (const [place, host] of listOf(isRecord(item) ? item.hosts : undefined).entries()) {
      report.check(
        'mesh-config/invalid-host',
        `serviceSettings[${index}].hosts[${place}]`,
        wildcardDomainProblem(String(host)),
      );
    }
  }
}

const { connectionPool, outlierDetection } = DESTINATION_RULE_SCHEMA.fields.trafficPolicy.fields;

/** The rules of what holds for connections that no DestinationRule speaks of. */
export function checkDefaultPolicy(policy: unknown, path: string, report: FieldReport): void {
  if (!isRecord(policy)) return;
  const pool = tidyValue(policy.connectionPool, connectionPool) as TrafficPolicy['connectionPool'];
  const outlier = tidyValue(policy.outlierDetection, outlierDetection) as TrafficPolicy['outlierDetection'];
  checkConnectionPool(pool, `${path}.connectionPool`, report);
  checkOutlierDetection(outlier, `${path}.outlierDetection`, report);
}

/** The rules of retries towards the workload itself: it is the only host, so some settings mean nothing. */
export function checkInboundRetries(policy: unknown, path: string, report: FieldReport): void {
  if (!isRecord(policy)) return;
  checkRetries(tidyValue(policy, retriesSchema) as HttpRetries, path, report);
  for (const field of ['perTryTimeout', 'retryRemoteLocalities', 'retryIgnorePreviousHosts']) {
    if (policy[field] !== undefined)
      report.warn(
        'mesh-config/unused-retry-setting',
        `${path}.${field}`,
        `${field} means nothing towards the workload itself`,
      );
  }
}

function checkProviders(providers: unknown, report: FieldReport): void {
  const names = new Set<string>();
  for (const [index, provider] of listOf(providers).entries()) {
    if (!isRecord(provider)) continue;
    const { name = '', ...kinds } = provider;
    const path = `extensionProviders[${index}]`;
    if (name === '') report.warn('mesh-config/provider', `${path}.name`, 'The provider needs a name');
    else if (names.has(String(name)))
      report.warn('mesh-config/provider', `${path}.name`, `Provider "${String(name)}" is there twice`);
    names.add(String(name));
    for (const [kind, fields] of Object.entries(kinds)) {
      const problem = isRecord(fields) ? providerProblem(kind, fields) : undefined;
      // A provider nobody uses does no harm, so Istio starts all the same.
      if (problem !== undefined) report.warn('mesh-config/provider', `${path}.${kind}`, problem);
    }
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
