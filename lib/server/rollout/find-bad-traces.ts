import type { RolloutPlan } from '../../mesh/rollout/plan';
import type { QueryContext } from '../query/query-context';
import { sideOf } from './side-of';

const SAMPLES = 5;

/** Traces of the newest requests that the canary failed. */
export function findBadTraces({ sources }: QueryContext, plan: RolloutPlan): string[] {
  const lines = sources.tail.newest(
    SAMPLES * 4,
    (line) =>
      line.trace_id !== null &&
      sideOf(plan, line) === 'canary' &&
      (line.response_code === 0 || line.response_code >= 500),
  );
  return [...new Set(lines.flatMap(({ trace_id }) => trace_id ?? []))].slice(0, SAMPLES);
}
