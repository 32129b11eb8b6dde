import type { IncidentRecord } from '../../../mesh/diagnosis/follow-incidents';
import type { Page } from './log-reader';
import type { TimeWindow } from './point-reader';

export interface IncidentQuery {
  /** Only those that were open some time in it; all without. */
  window?: TimeWindow;
  namespaces?: readonly string[];
  limit: number;
  cursor?: string;
}

/** What was wrong in the mesh, over restarts of the console. */
export interface IncidentRecords {
  /** Creates, or replaces those of the same id. */
  saveIncidents(incidents: readonly IncidentRecord[]): Promise<void>;
  /** The newest first. */
  listIncidents(query: IncidentQuery): Promise<Page<IncidentRecord>>;
}
