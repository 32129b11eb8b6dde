import type { ResourceReference } from '../../config/resource';

/** What one workload sent to one workload and version in the window. */
export interface ObservedEdge {
  /** Empty parts where the caller has no agent. */
  caller: { namespace: string; workload: string; service: string; principal: string };
  /** `host` is that of the called service. */
  callee: {
    host: string;
    namespace: string;
    workload: string;
    version: string;
    labels: Readonly<Record<string, string>>;
  };
  requests: number;
  /** Of them, those that came without mutual TLS. */
  plainText: number;
}

/** What was sent to one service. */
export interface ObservedService {
  requests: number;
  p99Ms: number;
  /** Of the requests, those for which no address was found: its name did not resolve, or it has no endpoint. */
  unresolved: number;
}

/** What today's rules make of the requests that were recorded, found by sending them through. */
export interface ReplayedTraffic {
  /** When it was worked out: what was changed later is judged at the next look. */
  atMs: number;
  /** Requests there were, and the log lines that were looked at; of too many a fair sample. */
  requests: number;
  lines: number;
  /** By object (`ruleKey`): lines that came to it at all. */
  reached: ReadonlyMap<string, number>;
  /** By rule of an object (`ruleKey` with its path): lines that it took or may have taken. */
  taken: ReadonlyMap<string, number>;
  denied: readonly DeniedCalls[];
}

/** Observed calls that a policy does not let in. */
export interface DeniedCalls {
  policy: ResourceReference;
  caller: { namespace: string; workload: string; principal: string };
  callee: string;
  /** Requests, and how many of them are denied. */
  requests: number;
  denied: number;
  /** One of them: `GET /reviews/7`. */
  example: string;
}

/** A workload that could not fetch the keys of an issuer, and so refused tokens. */
export interface UnfetchedKeys {
  namespace: string;
  workload: string;
  labels: Readonly<Record<string, string>>;
  /** Refused requests that were found; there may be more. */
  refused: number;
  lastMs: number;
}

/** The name of an object's rule among what was replayed; of the object itself for an empty path. */
export function ruleKey(
  { kind, namespace, name }: Pick<ResourceReference, 'kind' | 'namespace' | 'name'>,
  path = '',
): string {
  return `${kind}/${namespace}/${name} ${path}`;
}

/** What the agents saw of a mesh for a while, for rules that need traffic. */
export interface Observations {
  fromMs: number;
  toMs: number;
  edges: readonly ObservedEdge[];
  /** By host of the called service. */
  services: ReadonlyMap<string, ObservedService>;
  /** Undefined where no log was looked at. */
  replayed?: ReplayedTraffic | undefined;
  /** Undefined where nobody looked. */
  unfetchedKeys?: readonly UnfetchedKeys[];
  /** When each object was last changed (`ruleKey`); without those that are not stored as they are. */
  changedAtMs: ReadonlyMap<string, number>;
}
