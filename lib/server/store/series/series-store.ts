import type pg from 'pg';
import {
  SERIES_LABELS,
  type SeriesLabel,
  type SeriesLabels,
  seriesKey,
} from '../../../mesh/metrics/series-labels';
import { AppError } from '../../../protocol/app-error';
import type { SeriesDirectory, SeriesSelector } from '../contract/series-directory';
import { toAppError } from '../database/to-app-error';
import { STORE_LIMITS } from '../limits';
import { GatheredInserts } from './gathered-inserts';
import { seriesHash } from './series-hash';
import { SeriesIndex } from './series-index';

const COLUMNS = SERIES_LABELS.join(', ');
const TYPED = SERIES_LABELS.map((label) => `${label} text`).join(', ');

const INSERT = `INSERT INTO series (key_hash, ${COLUMNS})
  SELECT key_hash, ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS x(key_hash uuid, ${TYPED})
  ON CONFLICT (key_hash) DO NOTHING`;

const BORN = 'floor(extract(epoch FROM created_at))::int AS "bornS"';

/** A new agent may bring thousands; in parts, so that the event loop is not held. */
const CREATE_AT_ONCE = 500;

interface Wanted {
  hash: string;
  labels: SeriesLabels;
}

/** The series of the database, mirrored in memory. */
export class SeriesStore implements SeriesDirectory {
  private readonly pool: pg.Pool;
  private readonly index = new SeriesIndex();
  private readonly byKey = new Map<string, number>();
  private readonly seenMs = new Map<number, number>();
  /** When a series was stored first, whole seconds: such numbers take no room of their own. */
  private readonly bornS = new Map<number, number>();
  /** Equal label values share one string. */
  private readonly strings = new Map<string, string>();
  private readonly inserts = new GatheredInserts<Wanted>((wanted) => this.create(wanted), CREATE_AT_ONCE);

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async load(): Promise<void> {
    const { rows } = await this.pool.query<SeriesLabels & { id: number; seenMs: number; bornS: number }>(
      `SELECT id, (extract(epoch FROM last_seen_at) * 1000)::bigint AS "seenMs", ${BORN}, ${COLUMNS} FROM series`,
    );
    for (const row of rows) {
      this.remember(row.id, row);
      this.seenMs.set(row.id, row.seenMs);
      this.bornS.set(row.id, row.bornS);
    }
  }

  async resolve(labelSets: readonly SeriesLabels[]): Promise<number[]> {
    const missing = new Map<string, Wanted>();
    for (const labels of labelSets) {
      const key = seriesKey(labels);
      if (!this.byKey.has(key)) missing.set(key, { hash: seriesHash(labels), labels });
    }
    const wanted = [...missing.values()];
    for (let at = 0; at < wanted.length; at += CREATE_AT_ONCE) {
      this.checkBound(wanted.length - at);
      await this.inserts.write(wanted.slice(at, at + CREATE_AT_ONCE));
    }
    return labelSets.map((labels) => {
      const id = this.byKey.get(seriesKey(labels));
      if (id === undefined) throw new AppError('internal', 'A series was not stored');
      return id;
    });
  }

  labels(series: number): SeriesLabels | undefined {
    return this.index.labels(series);
  }

  select(selector: SeriesSelector): number[] {
    return this.index.select(selector);
  }

  values(label: SeriesLabel): string[] {
    return this.index.values(label);
  }

  lastSeenMs(series: number): number | undefined {
    return this.seenMs.get(series);
  }

  firstSeenMs(series: number): number | undefined {
    const seconds = this.bornS.get(series);
    return seconds === undefined ? undefined : seconds * 1_000;
  }

  size(): number {
    return this.index.size;
  }

  /** Forgets series nobody reported since `beforeMs`; their history is older than all tiers keep. */
  async dropUnseen(beforeMs: number): Promise<number> {
    const { rows } = await this.pool.query<{ id: number }>(
      'DELETE FROM series WHERE last_seen_at < to_timestamp($1) RETURNING id',
      [beforeMs / 1_000],
    );
    for (const { id } of rows) {
      const labels = this.index.labels(id);
      if (labels !== undefined) this.byKey.delete(seriesKey(labels));
      this.index.remove(id);
      this.seenMs.delete(id);
      this.bornS.delete(id);
    }
    return rows.length;
  }

  private checkBound(more: number): void {
    if (this.index.size + more <= STORE_LIMITS.series) return;
    throw new AppError('overloaded', `Cannot add series: the bound of ${STORE_LIMITS.series} is reached`);
  }

  private async create(wanted: readonly Wanted[]): Promise<void> {
    try {
      const records = wanted.map(({ hash, labels }) => ({ key_hash: hash, ...labels }));
      await this.pool.query(INSERT, [JSON.stringify(records)]);
      const { rows } = await this.pool.query<{ id: number; hash: string; bornS: number }>(
        `SELECT id, key_hash AS hash, ${BORN} FROM series WHERE key_hash = ANY($1::uuid[])`,
        [wanted.map(({ hash }) => hash)],
      );
      const byHash = new Map(wanted.map((one) => [one.hash, one.labels]));
      for (const { id, hash, bornS } of rows) {
        const labels = byHash.get(hash);
        if (labels === undefined) continue;
        this.remember(id, labels);
        this.bornS.set(id, bornS);
      }
    } catch (error) {
      throw toAppError('store new series', error);
    }
  }

  private remember(id: number, labels: SeriesLabels): void {
    const own = {} as Record<SeriesLabel, string>;
    for (const label of SERIES_LABELS) own[label] = this.intern(labels[label]);
    this.index.add(id, own);
    this.byKey.set(seriesKey(own), id);
  }

  private intern(text: string): string {
    const known = this.strings.get(text);
    if (known !== undefined) return known;
    this.strings.set(text, text);
    return text;
  }
}
