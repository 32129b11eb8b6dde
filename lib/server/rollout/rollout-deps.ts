import type { ConfigDeps } from '../config-store/config-deps';
import type { QueryContext } from '../query/query-context';
import type { MeshEvent } from '../store/contract/mesh-events';
import type { RolloutRecords } from '../store/contract/rollout-records';
import type { AlertSender } from './send-alert';

/** What rollouts work with. */
export interface RolloutDeps {
  records: RolloutRecords;
  config: ConfigDeps;
  query: QueryContext;
  alerts: AlertSender;
  /** The address of a rollout's page, for messages. */
  pageOf: (id: string) => string;
  /** The address that approves a step, for messages. */
  approvalOf: (id: string, step: number) => string;
  tell: (event: MeshEvent) => void;
  now: () => number;
  log: (line: string) => void;
}
