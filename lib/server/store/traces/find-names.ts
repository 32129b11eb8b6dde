import type pg from 'pg';
import type { TimeWindow } from '../contract/point-reader';
import { Conditions, containing } from '../database/conditions';
import { readRows } from '../database/read-rows';

/** Names that are walked through; with more, looking at spans is as good. */
const MOST_NAMES = 3_000;
/** Partitions begin and end with the hour: none is cut, so no row of one has to be looked at. */
const HOUR_MS = 3_600_000;

/** The operations of a window whose name has a part; undefined when there are too many to tell. */
export async function findNames(
  pool: pg.Pool,
  { fromMs, toMs }: TimeWindow,
  part: string,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  const where = new Conditions().add(
    'ts >= to_timestamp(?) AND ts < to_timestamp(?)',
    (Math.floor(fromMs / HOUR_MS) * HOUR_MS) / 1_000,
    (Math.ceil(toMs / HOUR_MS) * HOUR_MS) / 1_000,
  );
  const inWindow = where.sql();
  // Each step jumps to the next name of the index instead of reading all spans of this one.
  const rows = await readRows<{ name: string; is_met: boolean }>(pool, {
    doing: 'read operations',
    sql: `WITH RECURSIVE known AS (
        (SELECT name FROM spans WHERE ${inWindow} ORDER BY name LIMIT 1)
        UNION ALL
        SELECT (SELECT name FROM spans WHERE ${inWindow} AND name > known.name ORDER BY name LIMIT 1)
        FROM known WHERE known.name IS NOT NULL)
      SELECT name, name ILIKE ${where.parameter(containing(part))} AS is_met FROM known
      WHERE name IS NOT NULL LIMIT ${MOST_NAMES + 1}`,
    values: where.values,
    ...(signal === undefined ? {} : { signal }),
  });
  if (rows.length > MOST_NAMES) return undefined;
  return rows.filter(({ is_met }) => is_met).map(({ name }) => name);
}
