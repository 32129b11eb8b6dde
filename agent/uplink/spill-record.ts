import { fromLabelValues, toLabelValues } from '../../lib/mesh/metrics/series-labels';
import type { BufferedBatch } from './buffered-batch';

interface Head {
  sequence: number;
  bytes: number;
  counts: BufferedBatch['counts'];
  series: [number, string[]][];
}

/** Two lines: what the agent must know of the batch, and the batch as it is sent. */
export function formatSpillRecord(batch: BufferedBatch): Buffer {
  const head: Head = {
    sequence: batch.sequence,
    bytes: batch.bytes,
    counts: batch.counts,
    series: batch.series.map(({ id, labels }) => [id, toLabelValues(labels)]),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), batch.json, LINE_END]);
}

const LINE_END = Buffer.from('\n');

/** The inverse; undefined when the record is torn. */
export function parseSpillRecord(record: string): BufferedBatch | undefined {
  const [headLine = '', json = '', end] = record.split('\n', 3);
  if (end === undefined) return undefined;
  try {
    const head = JSON.parse(headLine) as Head;
    const bytes = Buffer.from(json);
    if (bytes.length !== head.bytes) return undefined;
    return {
      sequence: head.sequence,
      bytes: head.bytes,
      counts: head.counts,
      json: bytes,
      series: head.series.map(([id, values]) => ({ id, labels: fromLabelValues(values) })),
    };
  } catch {
    return undefined;
  }
}
