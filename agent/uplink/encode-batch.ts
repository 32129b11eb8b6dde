import type { Batch } from '../../lib/protocol/ingest/agent-message';
import type { Telemetry } from '../telemetry/telemetry';
import type { BufferedBatch } from './buffered-batch';

/** Serialises telemetry once; resending costs nothing more. */
export function encodeBatch(telemetry: Telemetry, sequence: number): BufferedBatch {
  const { points, logs, spans, series } = telemetry;
  const batch: Batch = { type: 'batch', sequence, points, logs, spans: null };
  const rest = JSON.stringify(batch);
  const spanJson = JSON.stringify(spans);
  // The spans come last: they take the place of `null}`.
  const json = `${rest.slice(0, -'null}'.length)}${spanJson}}`;
  return {
    sequence,
    json,
    bytes: Buffer.byteLength(json),
    spanBytes: spans === null ? 0 : Buffer.byteLength(spanJson),
    counts: { points: points.length, logs: logs?.rows ?? 0, spans: spans?.rows ?? 0 },
    series,
  };
}
