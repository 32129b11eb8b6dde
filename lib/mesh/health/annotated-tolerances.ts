import type { ConfigObject } from '../config/config-object';
import {
  createFindTolerances,
  DEFAULT_HEALTH_RATE,
  type FindTolerances,
  type HealthKind,
  type HealthRate,
} from './health-rate';
import { type ObjectTolerances, subjectKey } from './object-tolerances';
import { parseRateAnnotation, RATE_ANNOTATION } from './parse-rate-annotation';
import { type CompiledTolerance, compileTolerances, type Tolerance } from './tolerance';

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

/** Whether an object brings tolerances along. */
export function hasTolerances({ kind, metadata }: ConfigObject): boolean {
  return KINDS[kind] !== undefined && metadata.annotations?.[RATE_ANNOTATION] !== undefined;
}

/** Tolerances that an object of the configuration brings along. */
export interface AnnotatedTolerances {
  object: ConfigObject;
  tolerances: readonly Tolerance[];
}

/** The tolerances in the annotations of a configuration, by `subjectKey`; of several for one object the last one holds. */
export function readAnnotatedTolerances(objects: readonly ConfigObject[]): Map<string, AnnotatedTolerances> {
  const found = new Map<string, AnnotatedTolerances>();
  for (const object of objects) {
    const { kind, metadata } = object;
    const annotation = metadata.annotations?.[RATE_ANNOTATION];
    const subject = KINDS[kind];
    if (annotation === undefined || subject === undefined) continue;
    const tolerances = parseRateAnnotation(annotation);
    if (tolerances.length === 0) continue;
    const key = subjectKey({ kind: subject, namespace: metadata.namespace ?? '', name: metadata.name });
    found.set(key, { object, tolerances });
  }
  return found;
}

/**
 * The tolerances of every object, never merged: those of its own annotation go first, because they are part of what is
 * deployed; then what somebody set by hand, then the first rate that matches, then the default.
 */
export function createAnnotatedTolerances(
  objects: readonly ConfigObject[],
  byHand: readonly ObjectTolerances[] = [],
  rates: readonly HealthRate[] = [],
): FindTolerances {
  const own = new Map<string, readonly CompiledTolerance[]>();
  for (const { tolerances, ...subject } of byHand)
    if (tolerances.length > 0) own.set(subjectKey(subject), compileTolerances(tolerances));
  for (const [key, { tolerances }] of readAnnotatedTolerances(objects))
    own.set(key, compileTolerances(tolerances));
  const findRest = createFindTolerances([...rates, DEFAULT_HEALTH_RATE]);
  if (own.size === 0) return findRest;
  return (subject) => own.get(subjectKey(subject)) ?? findRest(subject);
}
