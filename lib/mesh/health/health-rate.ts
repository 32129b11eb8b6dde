import {
  type CompiledTolerance,
  compileTolerances,
  createMatcher,
  DEFAULT_TOLERANCES,
  type Tolerance,
} from './tolerance';

/** The kinds of objects that have health of their own. */
export type HealthKind = 'app' | 'service' | 'workload';

/** Whose health is asked. */
export interface HealthSubject {
  kind: HealthKind;
  namespace: string;
  name: string;
}

/** Tolerances for the objects whose namespace, kind and name match; absent patterns match everything. */
export interface HealthRate {
  namespace?: string;
  kind?: string;
  name?: string;
  tolerance: readonly Tolerance[];
}

/** Finds the tolerances of an object. */
export type FindTolerances = (subject: HealthSubject) => readonly CompiledTolerance[];

/** Kiali's last rate, which catches what no other one matched. */
export const DEFAULT_HEALTH_RATE: HealthRate = { tolerance: DEFAULT_TOLERANCES };

/** The first rate that matches supplies all tolerances, rates are never merged; the last one catches what none matches, as Kiali's default does. */
export function createFindTolerances(rates: readonly HealthRate[]): FindTolerances {
  const compiled = rates.map((rate) => ({
    namespace: createMatcher(rate.namespace ?? ''),
    kind: createMatcher(rate.kind ?? ''),
    name: createMatcher(rate.name ?? ''),
    tolerances: compileTolerances(rate.tolerance),
  }));
  return ({ kind, namespace, name }) => {
    const first = compiled.find((rate) => rate.namespace(namespace) && rate.kind(kind) && rate.name(name));
    return (first ?? compiled.at(-1))?.tolerances ?? [];
  };
}

/** The tolerances of everything as long as nobody configured others. */
export const findDefaultTolerances: FindTolerances = createFindTolerances([DEFAULT_HEALTH_RATE]);
