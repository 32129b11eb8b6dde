import type { AcknowledgementRecords } from './contract/acknowledgement-records';
import type { AgentRecords } from './contract/agent-records';
import type { ApplicationLogs } from './contract/application-logs';
import type { ConfigRecords } from './contract/config-records';
import type { AuditTrail, SavedViews, Sessions, Settings } from './contract/console-records';
import type { IncidentRecords } from './contract/incident-records';
import type { LogReader } from './contract/log-reader';
import type { MeshEvents } from './contract/mesh-events';
import type { PointReader } from './contract/point-reader';
import type { Leases, RolloutRecords } from './contract/rollout-records';
import type { SeriesDirectory } from './contract/series-directory';
import type { StoreMaintenance } from './contract/store-maintenance';
import type { TelemetrySink } from './contract/telemetry-sink';
import type { TraceReader } from './contract/trace-reader';

/**
 * Everything the console remembers. Verbs depend on this interface or on a part of it, never on PostgreSQL.
 * Every method fails with `database_unavailable` while the database is away; connections come back by themselves.
 */
export interface Store {
  series: SeriesDirectory;
  sink: TelemetrySink;
  points: PointReader;
  logs: LogReader;
  applicationLogs: ApplicationLogs;
  traces: TraceReader;
  agents: AgentRecords;
  config: ConfigRecords;
  acknowledgements: AcknowledgementRecords;
  events: MeshEvents;
  incidents: IncidentRecords;
  rollouts: RolloutRecords;
  leases: Leases;
  sessions: Sessions;
  audit: AuditTrail;
  views: SavedViews;
  settings: Settings;
  maintenance: StoreMaintenance;
  /** Resolves when the database answers; for /readyz. */
  ping(): Promise<void>;
  /** Commits what is queued, then closes every connection. */
  close(): Promise<void>;
}
