import type { ConfigDeps } from '../config-store/config-deps';
import type { RolloutRecords } from '../store/contract/rollout-records';
import type { RolloutEngine } from './rollout-engine';

/** What the verbs of rollouts work with. */
export interface RolloutDesk {
  engine: RolloutEngine;
  records: RolloutRecords;
  config: ConfigDeps;
  /** Signs links that approve a step. */
  approvalSecret: string;
}
