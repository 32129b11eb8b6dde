import type pg from 'pg';
import type { RetentionPolicy } from '../contract/store-maintenance';

const DAY_MS = 24 * 3_600_000;
/** A start of an agent that said nothing for so long will not come back with old batches. */
const CURSORS_MS = 30 * DAY_MS;
/** An agent that is away for so long is no part of the mesh any more. */
const AGENTS_MS = 30 * DAY_MS;
const AUDIT_MS = 5 * 365 * DAY_MS;

/** Deletes old rows of the small tables, so that they stay small. */
export async function forgetOld(pool: pg.Pool, policy: RetentionPolicy, nowMs: number): Promise<void> {
  const limits = [
    ['agent_cursor', 'updated_at', CURSORS_MS],
    ['agent', 'disconnected_at', AGENTS_MS],
    ['mesh_event', 'at', policy.tierMs['1h']],
    ['incident', 'closed_at', policy.tierMs['1h']],
    ['audit_entry', 'at', AUDIT_MS],
  ] as const;
  for (const [table, column, keepMs] of limits) {
    await pool.query(`DELETE FROM ${table} WHERE ${column} < to_timestamp($1)`, [(nowMs - keepMs) / 1_000]);
  }
}
