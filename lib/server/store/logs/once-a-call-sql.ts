import type { TimeWindow } from '../contract/point-reader';
import type { Conditions } from '../database/conditions';

/** Clocks of two proxies may be apart, and a callee's line is stamped when the request reached it. */
const SLACK_MS = 10 * 60_000;

/**
 * Leaves out lines of callers where the proxy at the other end of the connection wrote a line of the same call; see `onceACall` for
 * what it means. Subqueries compare by equality alone but for constant times, so that the planner may look up line by line or
 * hash all of them, as it takes few lines or many.
 */
export function addOnceACall(where: Conditions, window: TimeWindow): void {
  const from = where.parameter((window.fromMs - SLACK_MS) / 1_000);
  const to = where.parameter((window.toMs + SLACK_MS) / 1_000);
  const arrived = `SELECT FROM access_logs arrived WHERE arrived.reporter = 'destination'
    AND arrived.ts >= to_timestamp(${from}) AND arrived.ts < to_timestamp(${to})
    AND arrived.downstream_remote_address = access_logs.upstream_local_address`;
  where.add(`reporter = 'destination' OR upstream_local_address IS NULL OR NOT CASE WHEN trace_id IS NOT NULL
    THEN EXISTS (${arrived} AND arrived.trace_id = access_logs.trace_id)
    ELSE EXISTS (${arrived} AND arrived.trace_id IS NULL AND arrived.downstream_local_address = access_logs.upstream_host) END`);
}
