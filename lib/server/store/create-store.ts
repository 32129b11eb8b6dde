import type pg from 'pg';
import { AppError } from '../../protocol/app-error';
import type { DatabaseConnection } from './contract/database-connection';
import { DEFAULT_RETENTION } from './contract/default-retention';
import type { RetentionPolicy } from './contract/store-maintenance';
import { openPool } from './database/open-pool';
import { toAppError } from './database/to-app-error';
import { STORE_LIMITS } from './limits';
import { ApplicationLogStore } from './logs/application-log-store';
import { StoredLogReader } from './logs/stored-log-reader';
import { StoredMaintenance } from './maintenance/stored-maintenance';
import { applyMigrations } from './migrations/apply-migrations';
import { readMigrations } from './migrations/read-migrations';
import { Partitions } from './partitions/partitions';
import { FrameCache } from './points/frame-cache';
import { StoredPointReader } from './points/stored-point-reader';
import { AcknowledgementStore } from './records/acknowledgement-store';
import { AgentRecordStore } from './records/agent-record-store';
import { AuditStore } from './records/audit-store';
import { ConfigRecordStore } from './records/config-record-store';
import { IncidentStore } from './records/incident-store';
import { LeaseStore } from './records/lease-store';
import { MeshEventStore } from './records/mesh-event-store';
import { openPrisma } from './records/open-prisma';
import { RolloutRecordStore } from './records/rollout-record-store';
import { SavedViewStore } from './records/saved-view-store';
import { SessionStore } from './records/session-store';
import { SettingStore } from './records/setting-store';
import { SeriesStore } from './series/series-store';
import { TelemetryWriter } from './sink/telemetry-writer';
import type { Store } from './store';
import { StoredTraceReader } from './traces/stored-trace-reader';

export interface StoreOptions {
  connection: DatabaseConnection;
  /** The directory `prisma/migrations`. */
  migrationsDir: string;
  /** What is kept until `maintenance.dropExpired` says otherwise. */
  retention?: RetentionPolicy;
  now?: () => number;
  log?: (line: string) => void;
}

/** Brings the database to this version's schema and opens the store. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const writePool = openPool(options.connection, {
    name: 'telemetry',
    connections: STORE_LIMITS.writeConnections,
    statementTimeoutMs: 0,
  });
  const readPool = openPool(options.connection, {
    name: 'queries',
    connections: STORE_LIMITS.readConnections,
    statementTimeoutMs: STORE_LIMITS.readTimeoutMs,
  });
  const policy = { current: options.retention ?? DEFAULT_RETENTION };
  const partitions = new Partitions(writePool);
  const series = new SeriesStore(writePool);
  try {
    await requireVersion(writePool);
    const applied = await applyMigrations(writePool, await readMigrations(options.migrationsDir));
    if (applied.length > 0) options.log?.(`applied migrations: ${applied.join(', ')}`);
    await partitions.load();
    await series.load();
  } catch (error) {
    await Promise.all([writePool.end(), readPool.end()]);
    throw toAppError('open the store', error);
  }
  const now = options.now ?? Date.now;
  const frames = new FrameCache(STORE_LIMITS.frameCacheBytes);
  const sink = new TelemetryWriter({ pool: writePool, partitions, policy: () => policy.current, now });
  const prisma = openPrisma(readPool);
  return {
    series,
    sink,
    points: new StoredPointReader(readPool, partitions, frames),
    logs: new StoredLogReader(readPool),
    applicationLogs: new ApplicationLogStore(writePool, readPool, partitions),
    traces: new StoredTraceReader(readPool),
    agents: new AgentRecordStore(prisma),
    config: new ConfigRecordStore(prisma),
    acknowledgements: new AcknowledgementStore(prisma),
    events: new MeshEventStore(prisma),
    incidents: new IncidentStore(prisma),
    rollouts: new RolloutRecordStore(prisma),
    leases: new LeaseStore(prisma),
    sessions: new SessionStore(prisma),
    audit: new AuditStore(prisma),
    views: new SavedViewStore(prisma),
    settings: new SettingStore(prisma),
    maintenance: new StoredMaintenance({
      pool: writePool,
      partitions,
      frames,
      series,
      policy,
    }),
    ping: async () => {
      await readPool.query('SELECT 1').catch((error) => {
        throw toAppError('reach the database', error);
      });
    },
    close: async () => {
      await sink.close();
      await prisma.$disconnect();
      await Promise.all([writePool.end(), readPool.end()]);
    },
  };
}

/** Partitions are detached concurrently since PostgreSQL 14. */
const OLDEST_VERSION = 14;

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const version = rows[0]?.version ?? '';
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return;
  throw new AppError(
    'conflict',
    `PostgreSQL ${version} is too old; Meshscope needs ${OLDEST_VERSION} or newer`,
  );
}
