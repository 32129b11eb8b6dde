import type { ConfigResource } from '../../../mesh/config/resource';
import type { ConfigState } from '../state/config-state';
import type { ChangePlan } from './plan-change';

/** The configuration as a planned change would leave it. */
export function resourcesAfter(
  state: Pick<ConfigState, 'objects' | 'resources'>,
  plan: ChangePlan,
): ConfigResource[] {
  const written = new Set(plan.written.map(({ draft }) => draft.key));
  const gone = new Set(plan.deleted.map(({ key }) => key));
  const keys = [...state.objects().keys()];
  const kept = state.resources().filter((_, index) => {
    const key = keys[index] ?? '';
    return !written.has(key) && !gone.has(key);
  });
  const proposed = plan.written.map(({ draft, before }) =>
    before === undefined ? draft.resource : withCreation(draft.resource, before.createdAtMs),
  );
  return [...kept, ...proposed];
}

/** An object that is there already keeps its place in the order of precedence. */
function withCreation(resource: ConfigResource, creationTimestamp: number): ConfigResource {
  return { ...resource, metadata: { ...resource.metadata, creationTimestamp } };
}
