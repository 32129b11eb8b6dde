import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { copyHeader, copyTrailer } from './binary-copy-writer';

/** Writes finished binary rows into a table; nothing happens without rows. */
export async function copyIn(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: readonly Buffer[],
): Promise<void> {
  if (rows.every((part) => part.length === 0)) return;
  const target = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`));
  await pipeline(Readable.from([copyHeader(), ...rows, copyTrailer()]), target);
}
