import type { ConfigObject } from '../config/config-object';
import {
  createFindTolerances,
  DEFAULT_HEALTH_RATE,
  type FindTolerances,
  type HealthKind,
  type HealthRate,
} from './health-rate';
import { parseRateAnnotation, RATE_ANNOTATION } from './parse-rate-annotation';
import { type CompiledTolerance, compileTolerances } from './tolerance';

/** What an annotated object is in the graph. */
const KINDS: Readonly<Record<string, HealthKind>> = {
  Service: 'service',
  ServiceEntry: 'service',
  Deployment: 'workload',
  StatefulSet: 'workload',
  DaemonSet: 'workload',
  ReplicaSet: 'workload',
  Pod: 'workload',
  WorkloadGroup: 'workload',
  WorkloadEntry: 'workload',
};

/**
 * The tolerances of every object: its own annotation goes first and replaces all others, then the first rate that
 * matches, then the default.
 */
export function createAnnotatedTolerances(
  objects: readonly ConfigObject[],
  rates: readonly HealthRate[] = [],
): FindTolerances {
  const own = new Map<string, readonly CompiledTolerance[]>();
  for (const { kind, metadata } of objects) {
    const annotation = metadata.annotations?.[RATE_ANNOTATION];
    const subject = KINDS[kind];
    if (annotation === undefined || subject === undefined) continue;
    const tolerances = parseRateAnnotation(annotation);
    if (tolerances.length === 0) continue;
    own.set(keyOf(subject, metadata.namespace ?? '', metadata.name), compileTolerances(tolerances));
  }
  const findRest = createFindTolerances([...rates, DEFAULT_HEALTH_RATE]);
  if (own.size === 0) return findRest;
  return (subject) => own.get(keyOf(subject.kind, subject.namespace, subject.name)) ?? findRest(subject);
}

function keyOf(kind: HealthKind, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}
