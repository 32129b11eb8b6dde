import type { ConfigResource } from '../../config/resource';
import type { ImportedPlan } from './imported-plan';
import { readArgo } from './read-argo';
import { readFlagger } from './read-flagger';

/** The plan of the first Canary of Flagger, or Rollout of Argo, among the objects; undefined when there is none. */
export function importPlan(resources: readonly ConfigResource[]): ImportedPlan | undefined {
  const canary = resources.find(({ group, kind }) => group === 'flagger.app' && kind === 'Canary');
  if (canary !== undefined) {
    return readFlagger(
      canary,
      resources.filter(({ kind }) => kind === 'MetricTemplate'),
    );
  }
  const rollout = resources.find(({ group, kind }) => group === 'argoproj.io' && kind === 'Rollout');
  if (rollout === undefined) return undefined;
  const templates = resources.filter(
    ({ kind }) => kind === 'AnalysisTemplate' || kind === 'ClusterAnalysisTemplate',
  );
  return readArgo(rollout, templates);
}
