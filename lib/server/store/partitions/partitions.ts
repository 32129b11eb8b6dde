import type pg from 'pg';
import { type Partition, parsePartitionName, partitionName } from './partition-name';
import {
  NARROW_PARTITION_MS,
  PARTITION_MS,
  PARTITIONED_TABLES,
  type PartitionedTable,
} from './partitioned-tables';

/** A wide partition may take this share of what is allowed for its table. */
const WIDE_SHARE = 1 / 16;

const LIST = `SELECT c.relname AS name, i.inhdetachpending AS pending
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
  WHERE p.relname = ANY($1) AND p.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`;

/**
 * The partitions that exist, remembered, made on demand and dropped. A partition is made as a table of its own and then
 * attached, and detached concurrently before it is dropped: neither waits for readers nor makes writers wait.
 */
export class Partitions {
  private readonly pool: pg.Pool;
  private known = new Map<PartitionedTable, Partition[]>();
  private working: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Reads the catalogue; ends what a killed console left half detached. */
  async load(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string; pending: boolean }>(LIST, [PARTITIONED_TABLES]);
    const found = new Map<PartitionedTable, Partition[]>(PARTITIONED_TABLES.map((table) => [table, []]));
    for (const { name, pending } of rows) {
      const partition = parsePartitionName(name);
      if (partition === undefined) continue;
      if (pending) await this.finishDetach(partition);
      else found.get(partition.table as PartitionedTable)?.push(partition);
    }
    for (const list of found.values()) list.sort((a, b) => a.startMs - b.startMs);
    this.known = found;
  }

  /** Oldest first. */
  list(table: PartitionedTable): readonly Partition[] {
    return this.known.get(table) ?? [];
  }

  covers(table: PartitionedTable, atMs: number): boolean {
    return this.find(table, atMs) !== undefined;
  }

  /** Makes the partition that holds `atMs` unless it exists; its name when it is new. */
  ensure(table: PartitionedTable, atMs: number, widthMs?: number): Promise<string | undefined> {
    if (this.covers(table, atMs)) return Promise.resolve(undefined);
    const made = this.working.then(() => this.create(table, atMs, widthMs ?? PARTITION_MS[table]));
    this.working = made.catch(() => {});
    return made;
  }

  async drop(partition: Partition): Promise<void> {
    const table = partition.table as PartitionedTable;
    this.known.set(
      table,
      this.list(table).filter((other) => other.name !== partition.name),
    );
    await this.pool.query(`ALTER TABLE ${table} DETACH PARTITION ${partition.name} CONCURRENTLY`);
    await this.pool.query(`DROP TABLE ${partition.name}`);
  }

  /** The partitions of a table with their sizes, indexes and TOAST included. */
  async sizes(table: PartitionedTable): Promise<{ partition: Partition; bytes: number }[]> {
    const partitions = this.list(table);
    const { rows } = await this.pool.query<{ name: string; bytes: number }>(
      'SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class WHERE relname = ANY($1)',
      [partitions.map((partition) => partition.name)],
    );
    const bytes = new Map(rows.map((row) => [row.name, row.bytes]));
    return partitions.map((partition) => ({ partition, bytes: bytes.get(partition.name) ?? 0 }));
  }

  /** The newest partition that holds rows; an empty one has only its indexes' first pages. */
  async newestUsed(table: PartitionedTable): Promise<Partition | undefined> {
    for (const partition of this.list(table).toReversed()) {
      const { rowCount } = await this.pool.query(`SELECT 1 FROM ${partition.name} LIMIT 1`);
      if (rowCount !== 0) return partition;
    }
    return undefined;
  }

  /** How wide the next partition of logs or spans should be to stay a small share of `budgetBytes`. */
  async widthWithin(table: 'access_logs' | 'spans', budgetBytes: number): Promise<number> {
    const newest = await this.newestUsed(table);
    const sized = (await this.sizes(table)).find(({ partition }) => partition.name === newest?.name);
    if (sized === undefined) return NARROW_PARTITION_MS;
    const bytesPerMs = sized.bytes / (sized.partition.endMs - sized.partition.startMs);
    const wide = PARTITION_MS[table];
    return bytesPerMs * wide > budgetBytes * WIDE_SHARE ? NARROW_PARTITION_MS : wide;
  }

  private find(table: PartitionedTable, atMs: number): Partition | undefined {
    const partitions = this.list(table);
    // The newest is nearly always the one.
    for (let i = partitions.length - 1; i >= 0; i--) {
      const partition = partitions[i];
      if (partition !== undefined && partition.startMs <= atMs && atMs < partition.endMs) return partition;
    }
    return undefined;
  }

  private async create(table: PartitionedTable, atMs: number, widthMs: number): Promise<string | undefined> {
    if (this.covers(table, atMs)) return undefined;
    const startMs = Math.floor(atMs / widthMs) * widthMs;
    const endMs = startMs + widthMs;
    if (this.overlaps(table, startMs, endMs)) return this.create(table, atMs, NARROW_PARTITION_MS);
    const name = partitionName(table, startMs, endMs);
    await this.pool.query(createStatement(table, name, startMs, endMs)).catch((error: { code?: string }) => {
      if (!ALREADY_THERE.has(error.code ?? '')) throw error;
    });
    const added = [...this.list(table), { table, name, startMs, endMs }];
    this.known.set(
      table,
      added.sort((a, b) => a.startMs - b.startMs),
    );
    return name;
  }

  private overlaps(table: PartitionedTable, startMs: number, endMs: number): boolean {
    return this.list(table).some((other) => other.startMs < endMs && startMs < other.endMs);
  }

  private async finishDetach(partition: Partition): Promise<void> {
    await this.pool.query(`ALTER TABLE ${partition.table} DETACH PARTITION ${partition.name} FINALIZE`);
    await this.pool.query(`DROP TABLE ${partition.name}`);
  }
}

/** duplicate_table, unique_violation (of pg_type): another console made it. */
const ALREADY_THERE = new Set(['42P07', '23505']);

/** Several statements in one message are one transaction. */
function createStatement(table: string, name: string, startMs: number, endMs: number): string {
  const bounds = [startMs, endMs].map((at) => `'${new Date(at).toISOString()}'`);
  return `CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING INDEXES);
    ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${bounds[0]}) TO (${bounds[1]})`;
}
