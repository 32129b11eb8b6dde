import type pg from 'pg';
import type { WriteOutcome } from '../contract/telemetry-sink';
import { BinaryCopyWriter } from '../database/binary-copy-writer';
import { copyIn } from '../database/copy-in';
import { inTransaction } from '../database/in-transaction';
import { encodeSegment } from '../points/point-segment';
import type { EncodedBatch } from './encode-batch';
import { type FoldedPoints, foldPoints } from './fold-points';
import { LOG_COLUMNS } from './log-rows';
import { SPAN_COLUMNS } from './span-rows';

const READ_CURSORS = `SELECT agent_id, epoch, last_sequence FROM agent_cursor
  WHERE (agent_id, epoch) IN (SELECT * FROM unnest($1::text[], $2::text[])) FOR UPDATE`;

const WRITE_CURSORS = `INSERT INTO agent_cursor (agent_id, epoch, last_sequence, updated_at)
  SELECT agent_id, epoch, last_sequence, now()
  FROM unnest($1::text[], $2::text[], $3::bigint[]) AS x(agent_id, epoch, last_sequence)
  ON CONFLICT (agent_id, epoch) DO UPDATE
  SET last_sequence = excluded.last_sequence, updated_at = excluded.updated_at`;

interface Cursor {
  agentId: string;
  epoch: string;
  sequence: number;
}

/**
 * Commits batches of many agents in one transaction: their rows, and how far each agent got. The cursors are read in
 * the same transaction, so a batch whose first commit succeeded without the console learning of it (the connection
 * broke) is recognised when it comes again.
 */
export function commitBatches(
  pool: pg.Pool,
  encoded: readonly EncodedBatch[],
  nowMs: number,
): Promise<WriteOutcome[]> {
  return inTransaction(pool, async (client) => {
    const cursors = await readCursors(client, encoded);
    const outcomes = encoded.map((one) => advance(cursors, one));
    const fresh = encoded.filter((_, i) => outcomes[i] === 'stored');
    if (fresh.length === 0) return outcomes;
    await writeJournal(client, fresh, nowMs);
    await copyIn(
      client,
      'access_logs',
      LOG_COLUMNS,
      fresh.map((one) => one.logs.bytes),
    );
    await copyIn(
      client,
      'spans',
      SPAN_COLUMNS,
      fresh.map((one) => one.spans.bytes),
    );
    await writeCursors(client, cursors, fresh);
    return outcomes;
  });
}

function cursorKey(agentId: string, epoch: string): string {
  return `${agentId}\u0000${epoch}`;
}

async function readCursors(
  client: pg.PoolClient,
  encoded: readonly EncodedBatch[],
): Promise<Map<string, Cursor>> {
  const cursors = new Map<string, Cursor>();
  for (const { batch } of encoded) {
    const { agentId, epoch } = batch;
    cursors.set(cursorKey(agentId, epoch), { agentId, epoch, sequence: -1 });
  }
  const all = [...cursors.values()];
  const { rows } = await client.query<{ agent_id: string; epoch: string; last_sequence: number }>(
    READ_CURSORS,
    [all.map((cursor) => cursor.agentId), all.map((cursor) => cursor.epoch)],
  );
  for (const row of rows) {
    const cursor = cursors.get(cursorKey(row.agent_id, row.epoch));
    if (cursor !== undefined) cursor.sequence = row.last_sequence;
  }
  return cursors;
}

function advance(cursors: ReadonlyMap<string, Cursor>, { batch }: EncodedBatch): WriteOutcome {
  const cursor = cursors.get(cursorKey(batch.agentId, batch.epoch));
  if (cursor === undefined || batch.sequence <= cursor.sequence) return 'duplicate';
  cursor.sequence = batch.sequence;
  return 'stored';
}

async function writeCursors(
  client: pg.PoolClient,
  cursors: ReadonlyMap<string, Cursor>,
  fresh: readonly EncodedBatch[],
): Promise<void> {
  const moved = new Set(fresh.map(({ batch }) => cursors.get(cursorKey(batch.agentId, batch.epoch))));
  // One order for everybody: two consoles on one database must not wait for each other in a circle.
  const all = [...moved]
    .filter((cursor) => cursor !== undefined)
    .sort((a, b) => (cursorKey(a.agentId, a.epoch) < cursorKey(b.agentId, b.epoch) ? -1 : 1));
  await client.query(WRITE_CURSORS, [
    all.map((cursor) => cursor.agentId),
    all.map((cursor) => cursor.epoch),
    all.map((cursor) => cursor.sequence),
  ]);
}

async function writeJournal(
  client: pg.PoolClient,
  fresh: readonly EncodedBatch[],
  nowMs: number,
): Promise<void> {
  const folded: FoldedPoints = new Map();
  for (const one of fresh) foldPoints(folded, one.points);
  const writer = new BinaryCopyWriter();
  for (const [bucketSecond, points] of folded) {
    writer.startRow(3);
    writer.timestamptz(nowMs * 1_000);
    writer.timestamptz(bucketSecond * 1_000_000);
    writer.bytea(encodeSegment(points));
  }
  await copyIn(client, 'points_journal', ['written_at', 'bucket', 'payload'], [writer.finish()]);
}
