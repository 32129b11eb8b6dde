import type { HealthSubject } from './health-rate';
import type { Tolerance } from './tolerance';

/** Tolerances that somebody gave one object by hand. */
export interface ObjectTolerances extends HealthSubject {
  tolerances: readonly Tolerance[];
}

/** Tolerances of one object at most. */
export const MOST_TOLERANCES = 20;

/** What is wrong with a tolerance but for its patterns (`findPatternProblem`); undefined when it can be used. */
export function toleranceProblem({ code, degraded, failure }: Tolerance): string | undefined {
  if (code.trim() === '') return 'the codes are missing: write 5XX, 404 or - for no response';
  if (!isPercent(degraded) || !isPercent(failure)) return 'a share lies between 0 and 100 %';
  return degraded > failure ? 'what degrades must not be more than what fails' : undefined;
}

/** One text an object, by which it is found. */
export function subjectKey({ kind, namespace, name }: HealthSubject): string {
  return `${kind} ${namespace}/${name}`;
}

function isPercent(value: number): boolean {
  return Number.isFinite(value) && value >= 0 && value <= 100;
}
