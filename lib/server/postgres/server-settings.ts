/** How the server listens. */
export interface Listen {
  /** Directory of the Unix socket; undefined for loopback. */
  socketDir: string | undefined;
  port: number;
}

/** For a machine that also runs the console, agents and their apps: small, durable, few processes. */
const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '64MB',
  work_mem: '16MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_connections: '24',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  // Reading ahead through worker processes pays on large machines only.
  io_method: 'sync',
  // A query over all retention touches some hundred partitions, each with its indexes.
  max_locks_per_transaction: '512',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  min_wal_size: '80MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '5min',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '30s',
  // Partitions are written once; only the index-only scans' visibility map profits.
  autovacuum_vacuum_insert_scale_factor: '0.5',
  temp_file_limit: '4GB',
  idle_in_transaction_session_timeout: '60s',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** The command line of the server. */
export function serverArguments(dataDir: string, listen: Listen): string[] {
  const settings = {
    ...SETTINGS,
    port: String(listen.port),
    listen_addresses: listen.socketDir === undefined ? '127.0.0.1' : '',
    unix_socket_directories: listen.socketDir === undefined ? '' : quotePath(listen.socketDir),
    unix_socket_permissions: '0700',
  };
  return ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The setting is a list separated by commas. */
function quotePath(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}
