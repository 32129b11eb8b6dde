import type { PolicyWorkload } from '../access/selects-workload';
import type { RoutingProxy } from '../routing/routing-proxy';

/** Who sent a request, as its agent introduced itself. */
export interface RecordedCaller {
  /** Empty for somebody without an agent. */
  namespace: string;
  workload: string;
  version: string;
  /** The proxy that decided; undefined for somebody without an agent, whose requests only policies decide about. */
  proxy: RoutingProxy | undefined;
  /** SPIFFE id it can prove; undefined for callers that speak plain text. */
  principal: string | undefined;
}

/** Who answered. */
export interface RecordedTarget {
  /** Host of the service that was called; may be empty. */
  host: string;
  namespace: string;
  workload: string;
  version: string;
}

/** One request of the access log, and how many it stands for. */
export interface RecordedRequest {
  atMs: number;
  caller: RecordedCaller;
  target: RecordedTarget;
  /** The workload that took it, for callers without an agent; undefined when it is not in the mesh any more. */
  entrance: PolicyWorkload | undefined;
  method: string;
  authority: string;
  /** With its query. */
  path: string;
  /** The headers that access logs keep, by lower-case name; all others are unseen. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The port of the proxy that it came in at. */
  localPort: number;
  /** Address of the connection's other end; empty when unknown. */
  sourceIp: string;
  code: number;
  flags: string;
  details: string;
  durationMs: number;
  routeName: string;
  /** Envoy's name of where it went; empty for what the proxy answered itself. */
  cluster: string;
  /** Method and path template, `GET /reviews/{id}`. */
  operation: string;
  traceId: string;
  /** Requests it stands for: more than 1 in a sample. */
  weight: number;
}

/** `namespace/workload`, or who nobody knows. */
export function callerName({ namespace, workload }: RecordedCaller): string {
  return workload === '' ? 'callers without an agent' : `${namespace}/${workload}`;
}
