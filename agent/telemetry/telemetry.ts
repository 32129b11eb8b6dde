import type { PointRow } from '../../lib/protocol/ingest/agent-message';
import type { Columns } from '../../lib/protocol/ingest/columns';
import type { Series } from './series';

/** What was gathered and travels as one batch. */
export interface Telemetry {
  points: PointRow[];
  logs: Columns | null;
  spans: Columns | null;
  /** At least the series that `points` name. */
  series: readonly Series[];
}
