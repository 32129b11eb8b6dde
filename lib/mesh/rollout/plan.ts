import type { Gate } from './judge/gate';

/** Requests that go to the canary whatever the weights are. */
export interface CanaryMatch {
  /** Header name in lower case with the exact value wanted. */
  header?: { name: string; value: string };
  cookie?: { name: string; value: string };
}

/** Users who have met the canary stay with it, by a cookie that its answers set, while both versions get requests. */
export interface Sticky {
  /** Name of the cookie. */
  cookie: string;
  /** How long it lasts, from the first answer of the canary on. */
  seconds: number;
  /** What it says: of one rollout, so that the cookies of an older one lead nowhere. The canary's version by default. */
  value?: string;
}

/** One step of a plan; they are taken in order. */
export type Step =
  | { kind: 'weight'; percent: number }
  /** Copies of this share of requests, 0..100; their answers are dropped. 0 ends it. */
  | { kind: 'mirror'; percent: number }
  /** Undefined ends it. */
  | { kind: 'match'; match?: CanaryMatch }
  /** Waits; the gates stay in force. */
  | { kind: 'pause'; seconds: number }
  /** Waits for a person. */
  | { kind: 'approval'; question: string }
  /** Waits until every gate has passed, but at least so long; `gates` are in force in this step beside the plan's. */
  | { kind: 'analysis'; seconds: number; gates?: readonly Gate[] }
  /** Goes on when the URL answers 2xx; otherwise it rolls back, or with `waits` asks again until it does. */
  | { kind: 'webhook'; url: string; timeoutSeconds: number; retries: number; waits?: boolean }
  | { kind: 'notify'; message: string };

/** Where the weights stand: one rule of a VirtualService or an HTTPRoute. */
export interface RolloutTarget {
  kind: 'VirtualService' | 'HTTPRoute';
  namespace: string;
  name: string;
  /** Index of the rule in `spec.http` (or `spec.tcp`), or in `spec.rules`. */
  rule: number;
}

/** One version of the service: a destination of the target's rule. */
export interface RolloutVersion {
  host: string;
  /** A subset, for a VirtualService; empty otherwise. */
  subset: string;
  /** What the workloads report as their version: how telemetry tells the two apart. */
  version: string;
}

/** Shares of a rule's requests, 0..100; stable has what they leave. */
export interface RuleShares {
  canary: number;
  /** Versions that the rollout does not touch. */
  other: number;
}

/** What is to be done, decided before it starts. */
export interface RolloutPlan {
  /** The service: one rollout at a time. */
  service: { namespace: string; name: string };
  target: RolloutTarget;
  stable: RolloutVersion;
  canary: RolloutVersion;
  sticky?: Sticky;
  /** How the rule shares before the rollout: known where it starts. */
  before?: RuleShares;
  steps: readonly Step[];
  gates: readonly Gate[];
  /** The chance, 0..1, that a healthy canary is condemned, over the whole rollout. */
  significance: number;
  /** After so long without promotion it is rolled back. */
  maxSeconds: number;
}

/** The gates in force in a step: the plan's, and the step's own. */
export function gatesInStep(
  { gates, steps }: Pick<RolloutPlan, 'gates' | 'steps'>,
  step: number,
): readonly Gate[] {
  const current = steps[step];
  return current?.kind === 'analysis' && current.gates !== undefined ? [...gates, ...current.gates] : gates;
}

/** The significance of one gate in one step: the whole is shared out, so that it holds whatever stops the rollout. */
export function significanceOfGate(plan: Pick<RolloutPlan, 'significance' | 'gates' | 'steps'>): number {
  const tests = plan.steps.map(({ kind }, step) =>
    kind === 'analysis' || kind === 'pause' || kind === 'approval' ? gatesInStep(plan, step).length : 0,
  );
  const least = Math.max(1, plan.gates.length);
  return (
    plan.significance /
    Math.max(
      least,
      tests.reduce((sum, count) => sum + count, 0),
    )
  );
}
