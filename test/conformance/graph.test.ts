import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { createFindBadges } from '@/lib/mesh/graph/badge/node-badges';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { GRAPH_TYPES } from '@/lib/mesh/graph/graph';
import type { MeshKnowledge } from '@/lib/mesh/graph/mesh-knowledge';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { endLabels, makeLabels, makePoint, makeSeries, serviceLabels } from '@/test/support/traffic';
import { readCases } from './support/own-cases';

const graphCase = z.strictObject({
  name: z.string(),
  type: z.enum(GRAPH_TYPES),
  /** Namespaces drawn as one box. */
  folded: z.array(z.string()).default([]),
  /** Only what lies so near. */
  focus: z.strictObject({ of: z.string(), up: z.number(), down: z.number() }).optional(),
  seconds: z.number(),
  /** What is registered, and whether it is drawn without traffic too. */
  workloads: z
    .array(z.strictObject({ name: z.string(), agents: z.number(), isGateway: z.boolean().default(false) }))
    .default([]),
  services: z.array(z.strictObject({ host: z.string(), isExternal: z.boolean() })).default([]),
  idle: z.boolean().default(false),
  /** The configuration in force. */
  config: z.array(z.custom<ConfigObject>()).default([]),
  series: z.array(
    z.strictObject({
      from: z.string().optional(),
      /** The workload that answered; without it only the asked host is known. */
      to: z.string().optional(),
      host: z.string().optional(),
      /** Its name, where the proxy gives another than that in the host. */
      service: z.string().optional(),
      /** The namespace that the proxy gives it although nobody answered. */
      namespace: z.string().default('unknown'),
      reporter: z.enum(['source', 'destination', 'waypoint']),
      code: z.number(),
      flags: z.string().default('-'),
      operation: z.string().default('unknown'),
      requests: z.number(),
      latencyMs: z.number().default(10),
      /** Bytes sent back over connections, in place of requests. */
      tcpBytes: z.number().optional(),
      isMutualTls: z.boolean().default(false),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      rate: z.number(),
      errorPercent: z.number(),
      /** Checked where they are given. */
      mtlsPercent: z.number().nullable().optional(),
      latencyMs: z.strictObject({ p50: z.number(), p99: z.number() }).optional(),
      reporter: z.string().optional(),
    }),
  ),
  /** Every node with these of its properties, where they are given. */
  nodes: z.array(z.looseObject({ id: z.string() })).optional(),
});

type SeriesCase = z.infer<typeof graphCase>['series'][number];

function toSeries(row: SeriesCase) {
  const { from, to, reporter, code, flags, operation, requests, latencyMs, tcpBytes, isMutualTls } = row;
  const labels = makeLabels({
    ...(from === undefined ? {} : endLabels('source', ...nameAndVersion(from))),
    ...(to === undefined ? {} : endLabels('destination', ...nameAndVersion(to))),
    ...hostLabels(row),
    reporter,
    response_code: String(code),
    response_flags: flags,
    request_operation: operation,
    connection_security_policy: isMutualTls ? 'mutual_tls' : 'none',
    ...(tcpBytes === undefined ? {} : { request_protocol: 'tcp' }),
  });
  return makeSeries(
    labels,
    makePoint(requests, latencyMs, tcpBytes === undefined ? {} : { tcpOpened: 1, tcpSentBytes: tcpBytes }),
  );
}

function nameAndVersion(workload: string): [name: string, version: string] {
  const [name = '', version = ''] = workload.split('-');
  return [name, version];
}

/** As proxies label it: hosts of the cluster by their first word, others whole. */
function hostLabels({ to = '', host, service, namespace }: SeriesCase) {
  if (host === undefined) return serviceLabels(nameAndVersion(to)[0]);
  const [name = '', home = namespace] = host.includes('.svc.') ? host.split('.') : [host];
  return {
    destination_service: host,
    destination_service_name: service ?? name,
    destination_service_namespace: to === '' ? namespace : home,
  };
}

function toKnowledge({ workloads, services, config }: z.infer<typeof graphCase>): MeshKnowledge {
  return {
    findTolerances: findDefaultTolerances,
    findBadges: createFindBadges(config),
    workloads: workloads.map(({ name, agents, isGateway }) => {
      const [app, version] = nameAndVersion(name);
      return { cluster: 'default', namespace: 'shop', workload: name, app, version, agents, isGateway };
    }),
    services: services.map(({ host, isExternal }) => ({
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

describe('the graph', () => {
  it.each(readCases('graph', graphCase))('$name', (one) => {
    const { type, folded, focus, seconds, series, edges, nodes, idle } = one;
    const graph = buildGraph({
      type,
      from: 0,
      to: seconds * 1_000,
      series: reconcileReporters(series.map(toSeries)),
      knowledge: toKnowledge(one),
      namespaces: [],
      idle,
      injectServices: false,
      fold: { mode: 'none', except: folded },
      ...(focus === undefined ? {} : { cut: { focus: focus.of, up: focus.up, down: focus.down, detour: 0 } }),
    });
    expect(graph.edges.map(({ source, target }) => `${source} ${target}`)).toEqual(
      edges.map(({ from, to }) => `${from} ${to}`),
    );
    for (const [index, { from: _from, to: _to, latencyMs, ...rest }] of edges.entries()) {
      const edge = graph.edges[index];
      expect(edge).toMatchObject(rest);
      // Buckets of a histogram are a few percent wide.
      for (const name of ['p50', 'p99'] as const)
        if (latencyMs !== undefined)
          expect(Math.abs((edge?.latency?.[name] ?? 0) / latencyMs[name] - 1)).toBeLessThan(0.1);
    }
    if (nodes !== undefined)
      expect(graph.nodes.map((node) => ({ badges: [], ...node }))).toMatchObject(nodes);
  });
});
