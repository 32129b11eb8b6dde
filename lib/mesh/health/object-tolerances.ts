import type { HealthSubject } from './health-rate';
import { compilePattern } from './text-pattern';
import type { Tolerance } from './tolerance';

/** Tolerances that somebody gave one object by hand. */
export interface ObjectTolerances extends HealthSubject {
  tolerances: readonly Tolerance[];
}

/** Tolerances of one object at most. */
export const MOST_TOLERANCES = 20;

/** What is wrong with a tolerance; undefined when it can be used. */
export function toleranceProblem({
  code,
  protocol,
  direction,
  degraded,
  failure,
}: Tolerance): string | undefined {
  if (code.trim() === '') return 'the codes are missing: write 5XX, 404 or - for no response';
  const patterns = { codes: code, protocol, direction };
  for (const [name, pattern] of Object.entries(patterns))
    if (compilePattern(pattern) === undefined) return `the pattern of ${name} "${pattern}" cannot be read`;
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
