import type { AccessLogEntry } from '../../mesh/log/access-log-entry';
import type { PointSample, TelemetryBatch } from '../store/contract/telemetry-sink';

/** Where a batch goes at its receipt, before it is durable; told of each batch exactly once. */
export interface TelemetryIntake {
  addPoints(points: readonly PointSample[]): void;
  addLogs(
    logs: readonly AccessLogEntry[],
    batch: Pick<TelemetryBatch, 'agentId' | 'epoch' | 'sequence'>,
  ): void;
}
