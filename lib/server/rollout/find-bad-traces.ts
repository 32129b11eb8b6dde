import type { RolloutPlan } from '../../mesh/rollout/plan';
import type { QueryContext } from '../query/query-context';

const SAMPLES = 5;

/** Traces of the newest requests that the canary failed. */
export function findBadTraces({ sources }: QueryContext, { service, canary }: RolloutPlan): string[] {
  const lines = sources.tail.newest(
    SAMPLES * 4,
    ({ destination_service_name, destination_canonical_revision, response_code, trace_id }) =>
      trace_id !== null &&
      destination_service_name === service.name &&
      destination_canonical_revision === canary.version &&
      (response_code === 0 || response_code >= 500),
  );
  return [...new Set(lines.flatMap(({ trace_id }) => trace_id ?? []))].slice(0, SAMPLES);
}
