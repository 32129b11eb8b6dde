import type { Hypothesis } from '../../mesh/diagnosis/diagnosis';
import { followIncidents, type IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import { repeat } from '../lifecycle/repeat';
import type { IncidentRecords } from '../store/contract/incident-records';
import type { DiagnosisDeps } from './diagnosis-deps';
import { getDiagnosis } from './get-diagnosis';
import { selectSuspects } from './select-suspects';

const EVERY_MS = 10_000;
/** Half way between two looks for news: both at once would hold up everybody twice as long. */
const FIRST_MS = 5_000;
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
  private end: (() => void) | undefined;
  private readonly deps: DiagnosisDeps;
  private readonly records: IncidentRecords;
  private readonly onError: (error: unknown) => void;

  constructor(deps: DiagnosisDeps, records: IncidentRecords, onError: (error: unknown) => void) {
    this.deps = deps;
    this.records = records;
    this.onError = onError;
  }

  start(): void {
    this.end = repeat(() => this.look(), EVERY_MS, FIRST_MS, this.onError, EVERY_MS);
  }

  stop(): void {
    this.end?.();
  }

  /** One look at the last minute. */
  async look(): Promise<void> {
    const known = await this.resume();
    const { query } = this.deps;
    const nowMs = query.sources.now();
    const open = known.filter(({ state }) => state === 'open');
    const series = await selectSuspects(query, open);
    const next = followIncidents(known, await this.diagnose(series), nowMs, this.resumedAtMs);
    await this.records.saveIncidents(next.filter((incident) => !known.includes(incident)));
    this.incidents = next;
  }

  private async diagnose(series: readonly number[]): Promise<readonly Hypothesis[]> {
    if (series.length === 0) return [];
    const { hypotheses } = await getDiagnosis(this.deps, { of: 'mesh:', window: WINDOW_SECONDS }, series);
    return hypotheses;
  }

  private async resume(): Promise<readonly IncidentRecord[]> {
    if (this.incidents !== undefined) return this.incidents;
    const { items } = await this.records.listIncidents({ limit: RESUMED });
    this.resumedAtMs = this.deps.query.sources.now();
    this.incidents = items;
    return items;
  }
}
