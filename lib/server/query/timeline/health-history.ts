import type { FindTolerances } from '../../../mesh/health/health-rate';
import { type NamespaceStep, StepTally } from '../../../mesh/timeline/step-tally';
import { Turns } from '../../lifecycle/turns';
import type { TimeWindow } from '../../store/contract/point-reader';
import type { QueryContext } from '../query-context';
import { addReceived } from './add-received';

/** The namespaces of one step; a step without requests has none. */
type Step = ReadonlyMap<string, NamespaceStep>;

/** A course of health: `steps[0]` starts at `startMs`. */
export interface HealthCourse {
  startMs: number;
  stepMs: number;
  steps: Step[];
}

interface Remembered {
  step: Step;
  /** It is read again then: late agents may have added to it. */
  untilMs: number;
}

/** Counts that are held at once: those of some steps of all series. */
const CHUNK_COUNTS = 500_000;
const CHUNK_STEPS = 32;
/** An ended step waits so long for agents that are late. */
const GRACE_MS = 30_000;
const CLOSED_AGE_MS = 600_000;
/** What was still open when it was read is old soon, but not before so many times as long as reading it took. */
const OPEN_AGE_MS = 2_000;
const OPEN_AGE_READS = 20;
const MAX_REMEMBERED = 6_000;

/**
 * Health of every namespace over time. Summing all series step by step is the dearest query there is, so what was summed
 * is remembered: moving the window, or the clock, reads only what is new.
 */
export class HealthHistory {
  private readonly remembered = new Map<string, Remembered>();
  private turn: Promise<unknown> = Promise.resolve();
  private tolerances: FindTolerances | undefined;

  /** One reader at a time: the second one finds what the first one read. */
  read(context: QueryContext, window: TimeWindow, stepMs: number): Promise<HealthCourse> {
    const mine = this.turn.then(() => this.readAll(context, window, stepMs));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async readAll(context: QueryContext, window: TimeWindow, wantedMs: number): Promise<HealthCourse> {
    this.forgetOldVerdicts(context);
    let stepMs = wantedMs;
    let startMs = Math.floor(window.fromMs / stepMs) * stepMs;
    const steps: Step[] = [];
    while (startMs + steps.length * stepMs < window.toMs) {
      const atMs = startMs + steps.length * stepMs;
      const known = this.find(stepMs, atMs, context.sources.now());
      if (known !== undefined) {
        steps.push(known);
        continue;
      }
      const chunk = await this.readChunk(context, window.toMs, stepMs, atMs);
      if (chunk.stepMs === stepMs) {
        steps.push(...chunk.steps);
        continue;
      }
      // Only coarser data is kept of that time: the whole course takes its step.
      stepMs = chunk.stepMs;
      startMs = Math.floor(window.fromMs / stepMs) * stepMs;
      steps.length = 0;
    }
    return { startMs, stepMs, steps };
  }

  /** What was judged by other tolerances is judged anew. */
  private forgetOldVerdicts(context: QueryContext): void {
    const { findTolerances } = context.knowledge();
    if (this.tolerances !== findTolerances) this.remembered.clear();
    this.tolerances = findTolerances;
  }

  private find(stepMs: number, atMs: number, nowMs: number): Step | undefined {
    const known = this.remembered.get(keyOf(stepMs, atMs));
    if (known === undefined) return undefined;
    return nowMs < known.untilMs ? known.step : undefined;
  }

  /** Reads and remembers the steps from `fromMs` on, or finds out in what width they can be answered. */
  private async readChunk(
    context: QueryContext,
    endMs: number,
    stepMs: number,
    fromMs: number,
  ): Promise<{ stepMs: number; steps: Step[] }> {
    const { store, now } = context.sources;
    const chunk = Math.ceil(CHUNK_COUNTS / Math.max(1, store.series.size()));
    const toMs = Math.min(endMs, fromMs + Math.min(CHUNK_STEPS, chunk) * stepMs);
    const readAtMs = now();
    const read = await store.points.readRequests({ fromMs, toMs }, stepMs);
    if (read.stepMs !== stepMs) return { stepMs: read.stepMs, steps: [] };
    const tallies = Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, () => new StepTally());
    const turns = new Turns();
    await addReceived(context, read, turns, (atMs) => tallies[Math.round((atMs - fromMs) / stepMs)]);
    const { findTolerances } = context.knowledge();
    const steps: Step[] = [];
    for (const tally of tallies) {
      steps.push(tally.judge(findTolerances));
      await turns.rest();
    }
    const openAge = Math.max(OPEN_AGE_MS, OPEN_AGE_READS * (now() - readAtMs));
    for (const [index, step] of steps.entries()) {
      const atMs = fromMs + index * stepMs;
      const isClosed = atMs + stepMs + GRACE_MS <= readAtMs;
      this.remember(keyOf(stepMs, atMs), { step, untilMs: readAtMs + (isClosed ? CLOSED_AGE_MS : openAge) });
    }
    return { stepMs, steps };
  }

  private remember(key: string, step: Remembered): void {
    this.remembered.delete(key);
    this.remembered.set(key, step);
    if (this.remembered.size > MAX_REMEMBERED)
      this.remembered.delete(this.remembered.keys().next().value ?? '');
  }
}

function keyOf(stepMs: number, atMs: number): string {
  return `${stepMs}@${atMs}`;
}
