import type { AccessLogEntry } from '../../mesh/log/access-log-entry';
import type { SeriesTotals } from '../federate/series-totals';
import type { TelemetryIntake } from '../ingest/telemetry-intake';
import type { PointSample } from '../store/contract/telemetry-sink';
import { logId, logTieBreak, logTimeUs } from '../store/sink/log-id';
import type { LogRing } from './log-ring';
import type { MemoryHotWindow } from './memory-hot-window';

/** What agents send goes into memory at its receipt; lines get the ids that they will have in the store. */
export function createHotIntake(hot: MemoryHotWindow, ring: LogRing, totals: SeriesTotals): TelemetryIntake {
  return {
    addPoints: (points: readonly PointSample[]) => {
      hot.add(points);
      totals.add(points);
    },
    addLogs: (logs: readonly AccessLogEntry[], { sequence }) =>
      ring.add(
        logs.map((log, index) => ({
          ...log,
          id: logId(logTimeUs(log.start_time), logTieBreak(sequence, index)),
        })),
      ),
  };
}
