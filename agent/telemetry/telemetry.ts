import type { PointRow } from '../../lib/protocol/ingest/agent-message';
import type { EncodedColumns } from './column-writer';
import type { Series } from './series';

/** What was gathered and travels as one batch. */
export interface Telemetry {
  points: PointRow[];
  logs: EncodedColumns | null;
  spans: EncodedColumns | null;
  /** At least the series that `points` name. */
  series: readonly Series[];
}
