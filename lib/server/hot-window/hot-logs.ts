import type { StoredLog } from '../store/contract/log-reader';

/** The newest access-log lines in memory, for the live tail. */
export interface HotLogs {
  /** Grows with every line. */
  version(): number;
  /** At most `limit` lines that pass, newest first. */
  newest(limit: number, accepts?: (line: StoredLog) => boolean): StoredLog[];
  /** Whether a callee's line of a call is among them; see `callKeyOfCaller`. */
  hasArrived(call: string): boolean;
}
