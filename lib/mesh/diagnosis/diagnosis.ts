import type { ConfigKindName } from '../config/kinds';

/** What may be wrong. Each has one rule that finds it; see `rules/`. */
export const CAUSES = [
  'application-error',
  'slow',
  'overload',
  'retry-storm',
  'workload-down',
  'endpoint-down',
  'connection-broken',
  'no-route',
  'no-destination',
  'no-healthy-endpoint',
  'access-denied',
  'token-refused',
  'mtls-mismatch',
  'certificate-invalid',
  'pool-overflow',
  'rate-limited',
  'fault-injected',
  'timeout-too-short',
  'egress-blocked',
  'external-unreachable',
  'bad-request',
  'caller-cancelled',
] as const;

/** The name of a cause. */
export type Cause = (typeof CAUSES)[number];

/** Who has to act: the callee's owner, the caller's, whoever changed the configuration, or the network's. */
export type Fault = 'callee' | 'caller' | 'configuration' | 'network' | 'capacity';

/** One named part of a score: `value` 0..1 counts `weight` of the whole. */
export interface ScorePart {
  name: 'share' | 'origin' | 'signature' | 'timing' | 'support';
  value: number;
  weight: number;
  /** Why it is that much. */
  because: string;
}

/** Something to look at: a sentence and where it leads. */
export interface Evidence {
  text: string;
  link?:
    | { kind: 'edge' | 'node'; id: string }
    | { kind: 'trace'; id: string }
    | { kind: 'logs'; of: string; code: string; flag: string; fromMs: number; toMs: number }
    | { kind: 'config'; object: ConfigKindName; namespace: string; name: string; revision: number }
    | { kind: 'rollout'; id: string }
    | { kind: 'moment'; atMs: number };
}

/** A piece of a sentence; with `atMs` its text is a time, to be shown in the reader's zone. */
export interface SentencePart {
  text: string;
  atMs?: number;
  link?: Evidence['link'];
}

/** A node as it is spoken of. */
export interface NamedNode {
  id: string;
  kind: 'workload' | 'app' | 'service' | 'unknown';
  namespace: string;
  name: string;
}

/** What concentrates the trouble: one version, operation, caller or endpoint out of several. */
export interface Focus {
  by: 'version' | 'operation' | 'caller' | 'endpoint';
  key: string;
  /** Share of the trouble that falls on it, and of all requests, 0..1. */
  badShare: number;
  requestShare: number;
}

/** Something that happened just before the trouble began. */
export interface RankedChange {
  atMs: number;
  kind: string;
  message: string;
  /** 0..1: how near, how related. */
  weight: number;
  evidence: Evidence;
}

/** One explanation, best first in a diagnosis. */
export interface Hypothesis {
  /** Stable for the same cause at the same place. */
  id: string;
  cause: Cause;
  fault: Fault;
  /** The node that has it. */
  culprit: NamedNode;
  /** The call on which it shows, an edge id of the workload graph. */
  edge: string;
  /** One plain sentence, times in UTC, and the same in pieces that lead to their evidence. */
  headline: string;
  sentence: readonly SentencePart[];
  /** 0..1, the weighted sum of the parts. */
  score: number;
  parts: readonly ScorePart[];
  focuses: readonly Focus[];
  evidence: readonly Evidence[];
  change: RankedChange | undefined;
  sinceMs: number | undefined;
  /** Set when it is over. */
  untilMs: number | undefined;
}

/** A call that only suffers from what is wrong elsewhere. */
export interface SymptomOnly {
  edge: string;
  source: NamedNode;
  target: NamedNode;
  text: string;
}

/** The course of the trouble of what was asked for. */
export interface TroubleCourse {
  startMs: number;
  stepMs: number;
  requests: readonly number[];
  /** Failed requests, or slow ones where slowness is the trouble. */
  bad: readonly number[];
  kind: 'errors' | 'latency';
}

/** The answer to "why". */
export interface Diagnosis {
  of: string;
  /** `usual`: what fails does so all the time, and too little to be called trouble; it is explained all the same. */
  verdict: 'trouble' | 'usual' | 'healthy' | 'no-traffic';
  headline: string;
  sinceMs: number | undefined;
  hypotheses: readonly Hypothesis[];
  symptoms: readonly SymptomOnly[];
  changes: readonly RankedChange[];
  course: TroubleCourse;
}
