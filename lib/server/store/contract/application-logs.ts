import type { ApplicationLog } from '../../../mesh/log/application-log';
import type { Page } from './log-reader';
import type { TimeWindow } from './point-reader';

export interface ApplicationLogQuery extends TimeWindow {
  namespaces?: readonly string[];
  service?: string;
  /** Lines at least as severe, OpenTelemetry's number. */
  minSeverity?: number;
  /** Part of the line. */
  text?: string;
  traceId?: string;
  limit: number;
  cursor?: string;
}

/** Lines of applications' own logs. */
export interface ApplicationLogs {
  /** Resolves when the lines are committed. */
  writeLogs(lines: readonly ApplicationLog[]): Promise<void>;
  /** The newest first. */
  searchLogs(query: ApplicationLogQuery): Promise<Page<ApplicationLog>>;
}
