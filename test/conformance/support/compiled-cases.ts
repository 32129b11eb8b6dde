import { expect } from 'vitest';
import * as z from 'zod';
import { resolveTokenRules } from '@/lib/mesh/access/token/token-rules';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import { findFilterChains, findListener } from '@/lib/mesh/routing/find-filter-chain';
import { findHttpRoute } from '@/lib/mesh/routing/find-route';
import { planIngressPorts } from '@/lib/mesh/routing/inbound/ingress-ports';
import { planOwnPort } from '@/lib/mesh/routing/inbound/own-port';
import type { RouteTable } from '@/lib/mesh/routing/route-table';
import { type Caller, findCaller } from '@/lib/mesh/routing/simulate/find-caller';
import { readRequest } from '@/lib/mesh/routing/simulate/read-request';
import { resolveTelemetry } from '@/lib/mesh/telemetry-api/telemetry-plan';
import { readRateLimits } from '@/lib/mesh/traffic/rate-limits';
import { meshOf } from './case-world';
import { readCases } from './own-cases';
import { readTitled, titledObjects } from './titled-objects';

const record = z.record(z.string(), z.unknown());

/** One configuration, and what a proxy makes of it: the parts that an expectation names. */
const compiledCase = z.strictObject({
  name: z.string(),
  config: titledObjects,
  settings: record.default({}),
  /** Whose proxy: of a workload, or a gateway. */
  from: record.default({ namespace: 'shop', labels: { app: 'web' } }),
  /** What becomes of requests. */
  plans: z.array(z.strictObject({ request: z.looseObject({ url: z.string() }), plan: record })).default([]),
  clusters: record.optional(),
  /** Requests of clients that use a port of the Sidecar as their proxy. */
  proxied: z
    .array(
      z.strictObject({
        by: z.number(),
        bind: z.string().default(''),
        request: z.looseObject({ url: z.string() }),
        plan: record,
      }),
    )
    .default([]),
  /** Clusters that must not be there. */
  noClusters: z.array(z.string()).default([]),
  listeners: z.array(record).optional(),
  tcp: z.array(record).optional(),
  telemetry: record.optional(),
  tokens: z.array(record).optional(),
  rateLimits: z.array(record).optional(),
  /** What the proxy makes of the port it serves. */
  ownPort: z.strictObject({ host: z.string(), port: z.number(), plan: record }).optional(),
  /** The further ports that its Sidecar has opened, in their order. */
  ingressPorts: z
    .strictObject({ host: z.string().optional(), port: z.number().optional(), plans: z.array(record) })
    .optional(),
});
type CompiledCase = z.infer<typeof compiledCase>;

export const COMPILED_CASES = readCases('compiled', compiledCase);

/** The objects of a case. */
export function compiledObjects({ config }: CompiledCase): ConfigObject[] {
  return readTitled(config);
}

/** Throws where something is compiled otherwise; `objects` stand in for those of the case. */
export function checkCompiledCase(one: CompiledCase, objects: readonly ConfigObject[]): void {
  const mesh = meshOf(objects, one.settings);
  const caller = findCaller(mesh.resources, one.from);
  if ('error' in caller) throw new Error(caller.error);
  const { proxy } = caller;
  const table = compileRouteTable(mesh, proxy);
  for (const { request, plan } of one.plans) {
    expect(toPlain(planOf(caller, table, request as never)), request.url).toMatchObject(plan);
  }
  for (const { bind, by, plan, request } of one.proxied) {
    const listener = table.httpProxies.get(by);
    expect(listener?.bind, `port ${by}`).toBe(bind);
    const made = listener && planOf(caller, { ...table, ...listener.routes }, request as never);
    expect(toPlain(made), request.url).toMatchObject(plan);
  }
  const { resources, settings } = mesh;
  const made = {
    clusters: () => Object.fromEntries(table.clusters),
    listeners: () => table.listeners,
    tcp: () => table.tcp,
    telemetry: () => resolveTelemetry(resources, settings, proxy),
    tokens: () => resolveTokenRules(resources, settings, proxy),
    rateLimits: () => readRateLimits(resources, proxy, settings.rootNamespace),
  };
  for (const part of ['clusters', 'listeners', 'tcp', 'telemetry', 'tokens', 'rateLimits'] as const) {
    const expected = one[part];
    if (expected !== undefined) expect(toPlain(made[part]()), part).toMatchObject(expected);
  }
  if (one.ownPort !== undefined) {
    const { plan, ...service } = one.ownPort;
    const made = planOwnPort(mesh, proxy, { ...service, namespace: proxy.namespace });
    expect(toPlain(made), 'ownPort').toMatchObject(plan);
  }
  if (one.ingressPorts !== undefined) {
    const { host, plans, port } = one.ingressPorts;
    const { namespace } = proxy;
    const service = host === undefined || port === undefined ? undefined : { host, namespace, port };
    expect(toPlain(planIngressPorts(mesh, { ...proxy, service })), 'ingressPorts').toMatchObject(plans);
  }
  for (const name of one.noClusters) expect([...table.clusters.keys()]).not.toContain(name);
}

function planOf({ proxy }: Caller, table: RouteTable, simulated: Parameters<typeof readRequest>[0]) {
  const { request, port = 80 } = readRequest(simulated);
  const isTls = request.scheme === 'https';
  const serverName = isTls ? request.authority.replace(/:\d+$/, '') : '';
  const listener = findListener(table.listeners, port);
  const config =
    proxy.kind === 'gateway'
      ? listener && findFilterChains(listener, { isTls, serverName })[0]?.http
      : (table.httpByPort.get(port) ?? table.otherPorts);
  if (config === undefined) return { action: { kind: 'closed' } };
  const { plan } = findHttpRoute(config, request);
  return { ...plan, cors: plan.cors && { ...plan.cors, allowed: allowedOrigins(plan.cors) } };
}

const ORIGINS = ['https://a.example', 'https://b.example'];

function allowedOrigins({ allowsOrigin }: { allowsOrigin(origin: string): boolean }): string[] {
  return ORIGINS.filter((origin) => allowsOrigin(origin));
}

const CODES = [200, 404, 503];

/** Maps and sets as YAML writes them; what decides by a function is asked. */
function toPlain(value: unknown): unknown {
  if (value instanceof Map) return toPlain(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(toPlain);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === Number.POSITIVE_INFINITY) return 'unbounded';
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  const { isLogged } = value as { isLogged?: (attributes: () => object) => boolean };
  const asked =
    isLogged === undefined
      ? {}
      : { logged: CODES.filter((code) => isLogged(() => ({ response: { code: BigInt(code) } }))) };
  const { changes } = value as { changes?: ReadonlyMap<string, { disabled: boolean }> };
  const disabled =
    changes instanceof Map
      ? { disabled: [...changes].flatMap(([name, one]) => (one.disabled ? [name] : [])) }
      : {};
  const fields = Object.entries(value).flatMap(([name, field]) =>
    typeof field === 'function' ? [] : [[name, toPlain(field)] as const],
  );
  return { ...asked, ...disabled, ...Object.fromEntries(fields) };
}
