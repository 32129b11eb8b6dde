import { RecentRefusals } from './recent-refusals';

/** Why an agent was turned away or cut off. */
export type RefusalReason =
  | 'token'
  | 'identity'
  | 'limit'
  | 'protocol'
  | 'malformed'
  | 'replaced'
  | 'hello-timeout'
  | 'silent';

/** What came in since the console started. Plain numbers: /metrics and /api/console read them. */
export class IngestCounters {
  batches = 0;
  points = 0;
  logs = 0;
  spans = 0;
  bytes = 0;
  duplicateBatches = 0;
  refusedPoints = 0;
  refusedLogs = 0;
  refusedSpans = 0;
  /** Batches that PostgreSQL would not take; their rows are lost and counted above. */
  refusedBatches = 0;
  failedWrites = 0;
  connections = 0;
  pauses = 0;
  readonly recentRefusals = new RecentRefusals();
  readonly refusals: Record<RefusalReason, number> = {
    token: 0,
    identity: 0,
    limit: 0,
    protocol: 0,
    malformed: 0,
    replaced: 0,
    'hello-timeout': 0,
    silent: 0,
  };
}
