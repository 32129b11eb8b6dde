import type { Batch } from '../../lib/protocol/ingest/agent-message';
import type { Telemetry } from '../telemetry/telemetry';
import type { BufferedBatch } from './buffered-batch';

/** Serialises telemetry once; resending costs nothing more. */
export function encodeBatch(telemetry: Telemetry, sequence: number): BufferedBatch {
  const { points, logs, spans, series } = telemetry;
  const batch: Batch = { type: 'batch', sequence, points, logs, spans };
  const json = JSON.stringify(batch);
  return {
    sequence,
    json,
    bytes: Buffer.byteLength(json),
    counts: { points: points.length, logs: logs?.rows ?? 0, spans: spans?.rows ?? 0 },
    series,
  };
}
