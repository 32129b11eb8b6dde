import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { createFindBadges } from '@/lib/mesh/graph/badge/node-badges';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { GRAPH_TYPES, type MeshGraph } from '@/lib/mesh/graph/graph';
import type { MeshKnowledge } from '@/lib/mesh/graph/mesh-knowledge';
import { createFindTolerances, DEFAULT_HEALTH_RATE } from '@/lib/mesh/health/health-rate';
import type { WorkloadStatus } from '@/lib/mesh/health/workload-status';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { endLabels, makeLabels, makePoint, makeSeries, serviceLabels } from '@/test/support/traffic';

const seriesCase = z.strictObject({
  from: z.string().optional(),
  /** The workload that answered; without it only the asked host is known. */
  to: z.string().optional(),
  /** Where they run; `unknown` where a proxy did not learn it. */
  fromNamespace: z.string().default('shop'),
  toNamespace: z.string().default('shop'),
  fromCluster: z.string().optional(),
  toCluster: z.string().optional(),
  host: z.string().optional(),
  /** Its name, where the proxy gives another than that in the host. */
  service: z.string().optional(),
  /** The namespace that the proxy gives it although nobody answered. */
  namespace: z.string().default('unknown'),
  reporter: z.enum(['source', 'destination', 'waypoint']),
  code: z.number(),
  /** Makes it a call by gRPC. */
  grpcStatus: z.number().optional(),
  flags: z.string().default('-'),
  operation: z.string().default('unknown'),
  requests: z.number(),
  latencyMs: z.number().default(10),
  /** Of gRPC, there and back. */
  messages: z.tuple([z.number(), z.number()]).default([0, 0]),
  /** Bytes sent back over connections, in place of requests. */
  tcpBytes: z.number().optional(),
  isMutualTls: z.boolean().default(false),
  /** Identities of the caller and of who answers. */
  principals: z.tuple([z.string(), z.string()]).optional(),
});

const toleranceCase = z.strictObject({
  namespace: z.string().default(''),
  kind: z.string().default(''),
  name: z.string().default(''),
  code: z.string(),
  protocol: z.string().default('.*'),
  direction: z.string().default('.*'),
  degraded: z.number(),
  failure: z.number(),
});

/** Traffic and what is known of a mesh, and the graph that is asked for. */
export const drawnCase = z.strictObject({
  type: z.enum(GRAPH_TYPES),
  /** Draws services between callers and workloads. */
  injects: z.boolean().default(false),
  /** The namespaces that were asked for; all without. */
  namespaces: z.array(z.string()).default([]),
  /** Namespaces drawn as one box. */
  folded: z.array(z.string()).default([]),
  /** Only what lies so near. */
  focus: z.strictObject({ of: z.string(), up: z.number(), down: z.number() }).optional(),
  seconds: z.number(),
  /** What is registered, and whether it is drawn without traffic too. */
  workloads: z
    .array(
      z.strictObject({
        name: z.string(),
        agents: z.number(),
        isGateway: z.boolean().default(false),
        labels: z.record(z.string(), z.string()).default({}),
        /** Desired, current and available. */
        instances: z.array(z.number()).length(3).optional(),
      }),
    )
    .default([]),
  services: z.array(z.strictObject({ host: z.string(), isExternal: z.boolean() })).default([]),
  idle: z.boolean().default(false),
  /** The configuration in force. */
  config: z.array(z.custom<ConfigObject>()).default([]),
  series: z.array(seriesCase),
  /** Seen before, without traffic in the window. */
  idleSeries: z.array(seriesCase).default([]),
  /** What is tolerated of whom, before the defaults. */
  tolerances: z.array(toleranceCase).default([]),
});

type SeriesCase = z.infer<typeof seriesCase>;

function toSeries(row: SeriesCase) {
  const { reporter, code, grpcStatus, flags, operation, requests, latencyMs, tcpBytes, isMutualTls } = row;
  const { messages, principals } = row;
  const labels = makeLabels({
    ...endsOf(row),
    ...hostLabels(row),
    reporter,
    response_code: String(code),
    response_flags: flags,
    request_operation: operation,
    connection_security_policy: isMutualTls ? 'mutual_tls' : 'none',
    ...(tcpBytes === undefined ? {} : { request_protocol: 'tcp' }),
    ...(grpcStatus === undefined
      ? {}
      : { request_protocol: 'grpc', grpc_response_status: String(grpcStatus) }),
    ...(principals === undefined
      ? {}
      : { source_principal: principals[0], destination_principal: principals[1] }),
  });
  const [requestMessages, responseMessages] = messages;
  const connections = tcpBytes === undefined ? {} : { tcpOpened: 1, tcpSentBytes: tcpBytes };
  return makeSeries(
    labels,
    makePoint(requests, latencyMs, { requestMessages, responseMessages, ...connections }),
  );
}

/** `unknown`: a proxy that learnt where its caller runs, but not what it is. */
function callerLabels(from: string, namespace: string) {
  if (from === 'unknown') return { source_workload_namespace: namespace };
  return endLabels('source', ...nameAndVersion(from), namespace);
}

function endsOf({ from, to, fromNamespace, toNamespace, fromCluster, toCluster }: SeriesCase) {
  return {
    ...(from === undefined ? {} : callerLabels(from, fromNamespace)),
    ...(to === undefined ? {} : endLabels('destination', ...nameAndVersion(to), toNamespace)),
    ...(fromCluster === undefined ? {} : { source_cluster: fromCluster }),
    ...(toCluster === undefined ? {} : { destination_cluster: toCluster }),
  };
}

function nameAndVersion(workload: string): [name: string, version: string] {
  const [name = '', version = ''] = workload.split('-');
  return [name, version];
}

/** As proxies label it: hosts of the cluster by their first word, others whole. */
function hostLabels({ to = '', toNamespace, host, service, namespace }: SeriesCase) {
  if (host === undefined) return serviceLabels(nameAndVersion(to)[0], toNamespace);
  const [name = '', home = namespace] = host.includes('.svc.') ? host.split('.') : [host];
  return {
    destination_service: host,
    destination_service_name: service ?? name,
    destination_service_namespace: to === '' ? namespace : home,
  };
}

function toKnowledge(one: z.infer<typeof drawnCase>): MeshKnowledge {
  const rates = one.tolerances.map(({ namespace, kind, name, ...tolerance }) => ({
    namespace,
    kind,
    name,
    tolerance: [tolerance],
  }));
  return {
    findTolerances: createFindTolerances([...rates, DEFAULT_HEALTH_RATE]),
    findBadges: createFindBadges(one.config),
    workloads: one.workloads.map(({ name, instances, ...rest }) => {
      const [app, version] = nameAndVersion(name);
      return {
        cluster: 'default',
        namespace: 'shop',
        workload: name,
        app,
        version,
        ...rest,
        ...(instances === undefined ? {} : { status: statusOf(instances) }),
      };
    }),
    services: one.services.map(({ host, isExternal }) => ({
      cluster: 'default',
      namespace: 'shop',
      name: host,
      host,
      location: isExternal ? 'MESH_EXTERNAL' : 'MESH_INTERNAL',
      ports: [],
      workloads: [],
      endpoints: 1,
    })),
  };
}

function statusOf([desired = 0, current = 0, available = 0]: readonly number[]): WorkloadStatus {
  return { desired, current, available, syncedProxies: -1 };
}

/** The graph of a case. */
export function drawCase(one: z.infer<typeof drawnCase>): MeshGraph {
  const { type, folded, focus, seconds, series, idle } = one;
  return buildGraph({
    type,
    from: 0,
    to: seconds * 1_000,
    series: reconcileReporters(series.map(toSeries)),
    knowledge: toKnowledge(one),
    namespaces: one.namespaces,
    idle,
    idleSeries: one.idleSeries.map((row) => toSeries(row).facts),
    injectServices: one.injects,
    fold: { mode: 'none', except: folded },
    ...(focus === undefined ? {} : { cut: { focus: focus.of, up: focus.up, down: focus.down, detour: 0 } }),
  });
}
