import type { Batch } from '../../lib/protocol/ingest/agent-message';
import type { Telemetry } from '../telemetry/telemetry';
import type { BufferedBatch } from './buffered-batch';

/** Serialises telemetry once; resending costs nothing more. */
export function encodeBatch(telemetry: Telemetry, sequence: number): BufferedBatch {
  const { points, logs, spans, series } = telemetry;
  const type: Batch['type'] = 'batch';
  const head = `{"type":"${type}","sequence":${sequence},"points":${JSON.stringify(points)}`;
  const json = `${head},"logs":${logs?.json ?? null},"spans":${spans?.json ?? null}}`;
  return {
    sequence,
    json,
    // Telemetry is written in ASCII.
    bytes: json.length,
    spanBytes: spans?.json.length ?? 0,
    counts: { points: points.length, logs: logs?.rows ?? 0, spans: spans?.rows ?? 0 },
    series,
  };
}
