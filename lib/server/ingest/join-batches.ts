import type { TelemetryBatch } from '../store/contract/telemetry-sink';

/** Neighbouring batches of one epoch as one, under the sequence of the last: committed whole or not at all. */
export function joinBatches(batches: readonly TelemetryBatch[]): TelemetryBatch {
  const last = batches.at(-1);
  if (last === undefined) throw new Error('joinBatches() needs at least one batch');
  if (batches.length === 1) return last;
  return {
    agentId: last.agentId,
    epoch: last.epoch,
    sequence: last.sequence,
    points: batches.flatMap((batch) => batch.points),
    logs: batches.flatMap((batch) => batch.logs),
    spans: batches.flatMap((batch) => batch.spans),
  };
}
