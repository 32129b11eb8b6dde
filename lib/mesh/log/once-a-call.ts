import type { AccessLogEntry } from './access-log-entry';

type Line = Pick<
  AccessLogEntry,
  | 'reporter'
  | 'trace_id'
  | 'upstream_local_address'
  | 'upstream_host'
  | 'downstream_remote_address'
  | 'downstream_local_address'
>;

/**
 * What a line that a proxy wrote as caller has in common with the one that the proxy at the other end of its connection wrote of
 * the same call; undefined for lines of callees and for calls that never got a connection.
 */
export function callKeyOfCaller(line: Line): string | undefined {
  if (line.reporter === 'destination' || line.upstream_local_address === null) return undefined;
  if (line.trace_id !== null) return `${line.trace_id} ${line.upstream_local_address}`;
  return `${line.upstream_host} ${line.upstream_local_address}`;
}

/** The same key as a callee's line has it; undefined for lines of callers. */
export function callKeyOfCallee(line: Line): string | undefined {
  if (line.reporter !== 'destination') return undefined;
  return `${line.trace_id ?? line.downstream_local_address} ${line.downstream_remote_address}`;
}

/** Both ends of a call report about once a second: so long a caller's line waits for the callee's. */
const SETTLE_MS = 2_500;

/** Whether the other end's line would be there by now, if there is one. */
export function isCallSettled(
  { start_time, duration }: Pick<AccessLogEntry, 'start_time' | 'duration'>,
  nowMs: number,
): boolean {
  return nowMs - start_time - duration >= SETTLE_MS;
}

/**
 * The lines without those of callers whose callee's line is there too: every call once. A call that never arrived, or went to
 * where no proxy writes lines, keeps its caller's line.
 */
export function onceACall<T extends Line>(lines: readonly T[]): T[] {
  const arrived = new Set(lines.map(callKeyOfCallee));
  arrived.delete(undefined);
  return lines.filter((line) => {
    const key = callKeyOfCaller(line);
    return key === undefined || !arrived.has(key);
  });
}
