import type { Diagnosis } from '../../mesh/diagnosis/diagnosis';
import { followIncidents, type IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import type { IncidentRecords } from '../store/contract/incident-records';
import type { DiagnosisDeps } from './diagnosis-deps';
import { getDiagnosis } from './get-diagnosis';

const EVERY_MS = 10_000;
const WINDOW_SECONDS = 60;
/** What is taken up again after a restart. */
const RESUMED = 50;

/**
 * Diagnoses the mesh every few seconds and keeps the incidents that come of it: opened, merged, closed. What was open
 * when the console stopped goes on if it is still there, and is closed if it is not.
 */
export class IncidentWatch {
  /** Undefined until the kept ones are read. */
  private incidents: readonly IncidentRecord[] | undefined;
  private resumedAtMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private readonly deps: DiagnosisDeps;
  private readonly records: IncidentRecords;
  private readonly onError: (error: unknown) => void;

  constructor(deps: DiagnosisDeps, records: IncidentRecords, onError: (error: unknown) => void) {
    this.deps = deps;
    this.records = records;
    this.onError = onError;
  }

  start(): void {
    this.timer = setInterval(() => void this.look().catch(this.onError), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One look at the last minute; a look that takes longer than the interval is not doubled. */
  async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const known = await this.resume();
      const nowMs = this.deps.query.sources.now();
      const diagnosis: Diagnosis = await getDiagnosis(this.deps, { of: 'mesh:', window: WINDOW_SECONDS });
      const next = followIncidents(known, diagnosis.hypotheses, nowMs, this.resumedAtMs);
      await this.records.saveIncidents(next.filter((incident) => !known.includes(incident)));
      this.incidents = next;
    } finally {
      this.isLooking = false;
    }
  }

  private async resume(): Promise<readonly IncidentRecord[]> {
    if (this.incidents !== undefined) return this.incidents;
    const { items } = await this.records.listIncidents({ limit: RESUMED });
    this.resumedAtMs = this.deps.query.sources.now();
    this.incidents = items;
    return items;
  }
}
