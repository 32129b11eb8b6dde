import type { Diagnosis } from '../../mesh/diagnosis/diagnosis';
import { followIncidents, type IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import type { DiagnosisDeps } from './diagnosis-deps';
import { getDiagnosis } from './get-diagnosis';

const EVERY_MS = 10_000;
const WINDOW_SECONDS = 60;

/** Diagnoses the mesh every few seconds and keeps the incidents that come of it: opened, merged, closed. */
export class IncidentWatch {
  private incidents: readonly IncidentRecord[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private readonly deps: DiagnosisDeps;
  private readonly onError: (error: unknown) => void;

  constructor(deps: DiagnosisDeps, onError: (error: unknown) => void) {
    this.deps = deps;
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
      const { sources } = this.deps.query;
      const diagnosis: Diagnosis = await getDiagnosis(this.deps, { of: 'mesh:', window: WINDOW_SECONDS });
      this.incidents = followIncidents(this.incidents, diagnosis.hypotheses, sources.now());
    } finally {
      this.isLooking = false;
    }
  }

  /** Open ones first, then the newest; of some namespaces, or of all. */
  list(namespaces: readonly string[]): IncidentRecord[] {
    return this.incidents
      .filter(({ culprit }) => namespaces.length === 0 || namespaces.includes(culprit.namespace))
      .sort((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || b.openedAtMs - a.openedAtMs);
  }
}
