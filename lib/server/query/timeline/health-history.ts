import type { FindRoute } from '../../../mesh/graph/series-route';
import type { FindTolerances } from '../../../mesh/health/health-rate';
import { type NamespaceStep, StepTally } from '../../../mesh/timeline/step-tally';
import type { TimeWindow } from '../../store/contract/point-reader';
import type { QueryContext } from '../query-context';
import { readTrafficSteps, type TrafficSteps } from '../read-traffic';

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
  readAtMs: number;
  /** What was still open when it was read is old soon. */
  isClosed: boolean;
}

/** Steps that are summed in one go: the event loop is free in between. */
const CHUNK = 32;
/** An ended step waits so long for agents that are late. */
const GRACE_MS = 30_000;
const CLOSED_AGE_MS = 600_000;
const OPEN_AGE_MS = 2_000;
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
    const age = nowMs - known.readAtMs;
    return age < (known.isClosed ? CLOSED_AGE_MS : OPEN_AGE_MS) ? known.step : undefined;
  }

  /** Reads and remembers the steps from `fromMs` on, or finds out in what width they can be answered. */
  private async readChunk(
    context: QueryContext,
    endMs: number,
    stepMs: number,
    fromMs: number,
  ): Promise<{ stepMs: number; steps: Step[] }> {
    const toMs = Math.min(endMs, fromMs + CHUNK * stepMs);
    const all = context.sources.store.series.select({});
    const findRoute = context.findRoute('workload');
    const { findTolerances } = context.knowledge();
    const readAtMs = context.sources.now();
    return readTrafficSteps(context, { fromMs, toMs }, stepMs, all, (traffic) => {
      if (traffic.steps.stepMs !== stepMs) return { stepMs: traffic.steps.stepMs, steps: [] };
      const tallies = Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, () => new StepTally());
      // Memory may begin later than the window.
      const skipped = Math.round((traffic.steps.startMs - fromMs) / stepMs);
      addTraffic(traffic, findRoute, (index) => tallies[skipped + index]);
      const steps = tallies.map((tally) => tally.judge(findTolerances));
      for (const [index, step] of steps.entries()) {
        const atMs = fromMs + index * stepMs;
        const isClosed = atMs + stepMs + GRACE_MS <= readAtMs;
        this.remember(keyOf(stepMs, atMs), { step, readAtMs, isClosed });
      }
      return { stepMs, steps };
    });
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

function addTraffic(
  { series, stepsOf }: TrafficSteps,
  findRoute: FindRoute,
  tallyOf: (step: number) => StepTally | undefined,
): void {
  for (const row of series) {
    if (row.weight === 0 || row.point.requests === 0) continue;
    const target = findRoute(row.facts, row.destination)?.target;
    if (target === undefined || target.namespace === '') continue;
    const { protocol, outcome, isError } = row.facts;
    const { namespace, name: workload } = target;
    for (const [index, point] of stepsOf(row).entries()) {
      const count = (point?.requests ?? 0) * row.weight;
      if (count > 0) tallyOf(index)?.add({ namespace, workload, protocol, outcome, isError, count });
    }
  }
}
