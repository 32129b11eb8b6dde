import type { Batch } from '../../lib/protocol/ingest/agent-message';
import type { EncodedColumns } from '../telemetry/column-writer';
import type { Telemetry } from '../telemetry/telemetry';
import { BatchMemory } from './batch-memory';
import type { BufferedBatch } from './buffered-batch';

/** Serialises telemetry once, into `memory`; resending costs nothing more. */
export function encodeBatch(
  telemetry: Telemetry,
  sequence: number,
  memory = new BatchMemory(),
): BufferedBatch {
  const { points, logs, spans, series } = telemetry;
  const type: Batch['type'] = 'batch';
  const head = `{"type":"${type}","sequence":${sequence},"points":${JSON.stringify(points)},"logs":`;
  const json = join([Buffer.from(head), jsonOf(logs), SPANS, jsonOf(spans), END], memory);
  return {
    sequence,
    json,
    bytes: json.length,
    spanBytes: spans?.json.length ?? 0,
    counts: { points: points.length, logs: logs?.rows ?? 0, spans: spans?.rows ?? 0 },
    series,
  };
}

const SPANS = Buffer.from(',"spans":');
const END = Buffer.from('}');
const NULL = Buffer.from('null');

function jsonOf(columns: EncodedColumns | null): Buffer {
  return columns?.json ?? NULL;
}

function join(parts: readonly Buffer[], memory: BatchMemory): Buffer {
  const joined = memory.take(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) at += part.copy(joined, at);
  return joined;
}
