import { parseDurationMs } from '../../config/duration';
import type {
  ClientTls,
  ConnectionPool,
  LoadBalancer,
  OutlierDetection,
} from '../../config/kinds/destination-rule';
import type { MeshDefaults } from '../../config/kinds/mesh-config';
import type { ResourceReference } from '../../config/resource';
import type {
  ClientTlsPlan,
  ConnectionLimits,
  EffectiveTrafficPolicy,
  LocalityPreference,
  OutlierPlan,
  TunnelPlan,
  Warmup,
} from '../effective-traffic-policy';
import { loadBalancingOf } from './load-balancing';
import type { PortPolicy } from './merge-traffic-policy';

const HOUR_MS = 3_600_000;

/** A policy with the mesh's defaults filled in, where it has none Istio's. */
export function effectivePolicy(
  policy: PortPolicy,
  origins: readonly ResourceReference[],
  defaults?: MeshDefaults,
): EffectiveTrafficPolicy {
  return Object.keys(policy).length === 0 && defaults === undefined
    ? { ...DEFAULT_POLICY, origins }
    : fillPolicy(policy, origins, defaults ?? {});
}

function fillPolicy(
  policy: PortPolicy,
  origins: readonly ResourceReference[],
  defaults: MeshDefaults,
): EffectiveTrafficPolicy {
  const { loadBalancer, connectionPool, outlierDetection, proxyProtocol, tls, retryBudget, tunnel } = policy;
  return {
    origins,
    loadBalancing: loadBalancingOf(loadBalancer),
    warmup: warmupOf(loadBalancer),
    locality: localityOf(
      loadBalancer?.localityLbSetting ?? defaults.localityLbSetting,
      outlierDetection !== undefined,
    ),
    connections: connectionsOf(connectionPool ?? {}, defaults),
    outliers: outlierDetection === undefined ? undefined : outliersOf(outlierDetection),
    tls: tlsOf(tls),
    retryBudget:
      retryBudget === undefined
        ? undefined
        : { percent: retryBudget.percent ?? 20, minConcurrency: retryBudget.minRetryConcurrency ?? 3 },
    proxyProtocol: proxyProtocol === undefined ? undefined : (proxyProtocol.version ?? 'V1'),
    tunnel: tunnelOf(tunnel),
  };
}

/** A duration of the configuration; one that is none counts as absent, the validator reports it. */
export function durationOr<Default>(text: string | undefined, fallback: Default): number | Default {
  return (text === undefined ? undefined : parseDurationMs(text)) ?? fallback;
}

/** 0 and absent are no bound, as Envoy reads Istio's clusters. */
function boundOf(value: number | undefined): number {
  return value === undefined || value <= 0 ? Number.POSITIVE_INFINITY : value;
}

function connectionsOf({ tcp, http }: ConnectionPool, defaults: MeshDefaults): ConnectionLimits {
  const upgrades = http?.h2UpgradePolicy ?? 'DEFAULT';
  const idle = durationOr(tcp?.idleTimeout, HOUR_MS);
  const keepalive = tcp?.tcpKeepalive;
  return {
    maxConnections: boundOf(tcp?.maxConnections),
    connectTimeoutMs: durationOr(tcp?.connectTimeout ?? defaults.connectTimeout, 10_000),
    tcpIdleTimeoutMs: idle,
    maxConnectionDurationMs: durationOr(tcp?.maxConnectionDuration, undefined),
    keepAlive:
      keepalive === undefined
        ? undefined
        : {
            probes: keepalive.probes,
            timeMs: durationOr(keepalive.time, undefined),
            intervalMs: durationOr(keepalive.interval, undefined),
          },
    maxPendingRequests: boundOf(http?.http1MaxPendingRequests),
    maxRequests: boundOf(http?.http2MaxRequests),
    maxRetries: boundOf(http?.maxRetries),
    maxRequestsPerConnection: http?.maxRequestsPerConnection ?? 0,
    httpIdleTimeoutMs: durationOr(http?.idleTimeout, idle),
    upgradesToHttp2: (upgrades === 'DEFAULT' ? defaults.h2UpgradePolicy : upgrades) === 'UPGRADE',
    usesClientProtocol: http?.useClientProtocol === true,
    maxConcurrentStreams: boundOf(http?.maxConcurrentStreams),
  };
}

function outliersOf(detection: OutlierDetection): OutlierPlan {
  return {
    consecutive5xxErrors: detection.consecutive5xxErrors ?? 5,
    consecutiveGatewayErrors: detection.consecutiveGatewayErrors ?? detection.consecutiveErrors ?? 0,
    splitsLocalErrors: detection.splitExternalLocalOriginErrors === true,
    consecutiveLocalOriginFailures: detection.consecutiveLocalOriginFailures ?? 5,
    intervalMs: durationOr(detection.interval, 10_000),
    baseEjectionMs: durationOr(detection.baseEjectionTime, 30_000),
    maxEjectionPercent: detection.maxEjectionPercent || 10,
    minHealthPercent: detection.minHealthPercent ?? 0,
  };
}

function tlsOf(tls: ClientTls | undefined): ClientTlsPlan {
  return {
    mode: tls === undefined ? 'auto' : (tls.mode ?? 'DISABLE'),
    clientCertificate: tls?.clientCertificate ?? '',
    privateKey: tls?.privateKey ?? '',
    caCertificates: tls?.caCertificates ?? '',
    credentialName: tls?.credentialName ?? '',
    clientCredentialName: '',
    subjectAltNames: tls?.subjectAltNames ?? [],
    sni: tls?.sni ?? '',
    insecureSkipVerify: tls?.insecureSkipVerify === true,
    caCrl: tls?.caCrl ?? '',
    fault: '',
  };
}

function warmupOf(balancer: LoadBalancer | undefined): Warmup | undefined {
  const warmup = balancer?.warmup;
  const durationMs = durationOr(warmup?.duration ?? balancer?.warmupDurationSecs, undefined);
  if (durationMs === undefined) return undefined;
  return {
    durationMs,
    minimumPercent: warmup?.minimumPercent ?? 10,
    aggression: warmup?.aggression ?? 1,
  };
}

function tunnelOf(tunnel: PortPolicy['tunnel']): TunnelPlan | undefined {
  const { protocol = '', targetHost = '', targetPort } = tunnel ?? {};
  if (targetHost === '' || targetPort === undefined) return undefined;
  return { method: protocol === 'POST' ? 'POST' : 'CONNECT', host: targetHost, port: targetPort };
}

/** Locality is looked at where a rule distributes by it, or where failover has outlier detection to tell it what failed. */
function localityOf(
  setting: LoadBalancer['localityLbSetting'],
  hasOutliers: boolean,
): LocalityPreference | undefined {
  if (setting?.enabled === false) return undefined;
  const distribute = (setting?.distribute ?? []).map(({ from = '', to = {} }) => ({ from, to }));
  if (distribute.length === 0 && !hasOutliers) return undefined;
  return {
    distribute,
    failover: (setting?.failover ?? []).map(({ from = '', to = '' }) => ({ from, to })),
    failoverPriority: setting?.failoverPriority ?? [],
  };
}

/** What holds where no rule says anything; shared by all such clusters. */
const DEFAULT_POLICY: EffectiveTrafficPolicy = fillPolicy({}, [], {});
