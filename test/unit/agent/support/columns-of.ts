import type { EncodedColumns } from '@/agent/telemetry/column-writer';
import type { Columns } from '@/lib/protocol/ingest/columns';

/** What the console reads of columns that an agent wrote; of none, no rows. */
export function columnsOf(encoded: EncodedColumns | null | undefined): Columns {
  if (encoded === null || encoded === undefined) return { rows: 0, dictionary: [], columns: {} };
  return JSON.parse(String(encoded.json)) as Columns;
}
