import * as z from 'zod/mini';
import { INGEST_LIMITS } from './limits';

/** What `hello` names when an agent tells what its proxy holds; the others are never asked. */
export const INSPECT_FEATURE = 'inspect-proxy';

/** Bounds of one view; what lies beyond them is counted in `left`. */
export const PROXY_VIEW_LIMITS = {
  listeners: 200,
  routes: 2_000,
  clusters: 2_000,
  endpoints: 4_000,
  certificates: 32,
  /** Values of one row's lists: host names, rules. */
  values: 64,
} as const;

const text = z.string().check(z.maxLength(INGEST_LIMITS.fieldLength));
const texts = z.array(text).check(z.maxLength(PROXY_VIEW_LIMITS.values));
const whole = z.int().check(z.gte(0));
const bound = z.nullable(whole);
const rows = <Row extends z.ZodMiniType>(row: Row, most: number) => z.array(row).check(z.maxLength(most));

/** An object of the configuration, and the rule in it that is meant. */
const ruleSchema = z.object({
  kind: text,
  namespace: text,
  name: text,
  /** `spec.http[2]`; empty for the object as a whole. */
  path: text,
});

/** An address the proxy listens at. */
const listenerSchema = z.object({
  side: z.enum(['inbound', 'outbound', 'upstream', 'gateway', 'tcp']),
  /** `host:port`. */
  address: text,
  /** Where that leads: the process, a service, the routes by host. */
  leadsTo: text,
});

/** One rule of one virtual host, in the order in which they are tried. */
const routeSchema = z.object({
  /** Port of a sidecar's table, `*` for all others, a listener's name at a gateway. */
  listener: text,
  virtualHost: text,
  domains: texts,
  name: text,
  /** Which requests it takes, in words; empty for all. */
  match: text,
  /** Null for a route that no rule asked for. */
  rule: z.nullable(ruleSchema),
  /** Where requests go, each with its share, 0..100; empty for a route that answers by itself. */
  destinations: z
    .array(z.object({ cluster: text, percent: z.number() }))
    .check(z.maxLength(PROXY_VIEW_LIMITS.values)),
  /** What happens to requests that go nowhere: `redirect 301`, `direct response 200`; empty where they do. */
  answer: text,
  timeoutMs: z.nullable(z.number()),
  retries: whole,
  /** What else is done to a request: `delays 10 %`, `mirrors`. */
  extras: texts,
});

/** How endpoints of one cluster are used, defaults filled in; null is no bound. */
const clusterSchema = z.object({
  name: text,
  /** The DestinationRules that had a say. */
  rules: z.array(ruleSchema).check(z.maxLength(PROXY_VIEW_LIMITS.values)),
  loadBalancing: text,
  tls: text,
  maxConnections: bound,
  maxPendingRequests: bound,
  maxRequests: bound,
  maxRetries: bound,
  connectTimeoutMs: z.number(),
  /** When an endpoint is taken out, in words; empty for never. */
  ejects: text,
  endpoints: whole,
  ejected: whole,
  activeRequests: whole,
});

const endpointSchema = z.object({
  cluster: text,
  address: text,
  /** Null outside the mesh. */
  workload: z.nullable(text),
  namespace: z.nullable(text),
  version: z.nullable(text),
  isEjected: z.boolean(),
  ejections: whole,
  activeRequests: whole,
  totalRequests: whole,
});

const certificateSchema = z.object({
  use: z.enum(['own', 'root']),
  subject: text,
  names: text,
  serialNumber: text,
  /** Epoch milliseconds. */
  notBeforeMs: z.number(),
  notAfterMs: z.number(),
});

/** What a proxy holds and routes by at one moment: its own compiled state, not what it was told. */
export const proxyViewSchema = z.object({
  /** Of the configuration in use. */
  revision: whole,
  listeners: rows(listenerSchema, PROXY_VIEW_LIMITS.listeners),
  routes: rows(routeSchema, PROXY_VIEW_LIMITS.routes),
  clusters: rows(clusterSchema, PROXY_VIEW_LIMITS.clusters),
  endpoints: rows(endpointSchema, PROXY_VIEW_LIMITS.endpoints),
  certificates: rows(certificateSchema, PROXY_VIEW_LIMITS.certificates),
  /** Rows that the bounds left out. */
  left: z.object({ listeners: whole, routes: whole, clusters: whole, endpoints: whole, certificates: whole }),
});

export type ProxyView = z.infer<typeof proxyViewSchema>;
