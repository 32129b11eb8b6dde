import type { Gate } from '../../../mesh/rollout/judge/gate';
import type { GateVerdict } from '../../../mesh/rollout/judge/gate-verdict';
import type { RolloutPlan } from '../../../mesh/rollout/plan';
import type { RolloutMoment } from '../../../mesh/rollout/rollout-event';
import type { RolloutState } from '../../../mesh/rollout/rollout-state';
import type { Page } from './log-reader';

/** A gate and what was known of it. */
export type JudgedGate = GateVerdict & { gate: Gate };

/** A rollout as it is remembered: enough to go on with it after a restart. */
export interface StoredRollout {
  id: string;
  plan: RolloutPlan;
  state: RolloutState;
  /** Version of the rule's object as the rollout wrote it last. */
  ruleVersion: number;
  verdicts: readonly JudgedGate[];
  startedAtMs: number;
  startedBy: string;
  endedAtMs: number | undefined;
}

/** One entry of a rollout's story. */
export interface StoredMoment {
  atMs: number;
  what: RolloutMoment;
  message: string;
  who: string;
  step: number;
  canaryPercent: number;
  verdicts: readonly JudgedGate[];
  traceIds: readonly string[];
}

export interface RolloutQuery {
  service?: { namespace: string; name: string };
  /** Those that go on, or those that ended; both without it. */
  active?: boolean;
  limit: number;
  cursor?: string;
}

/** Rollouts and their stories. */
export interface RolloutRecords {
  /** Fails with `conflict` when the service has one under way. */
  createRollout(rollout: StoredRollout): Promise<void>;
  /** What changed of it, and what is to be told, together. */
  saveRollout(rollout: StoredRollout, moments: readonly StoredMoment[]): Promise<void>;
  findRollout(id: string): Promise<StoredRollout | undefined>;
  /** Newest first. */
  listRollouts(query: RolloutQuery): Promise<Page<StoredRollout>>;
  /** Oldest first. */
  listMoments(id: string): Promise<StoredMoment[]>;
}

/** Rights that one console has at a time. */
export interface Leases {
  /** Takes or keeps the right for so long; false while another one has it. */
  holdLease(name: string, holder: string, forMs: number): Promise<boolean>;
  /** Gives it back. */
  releaseLease(name: string, holder: string): Promise<void>;
}
