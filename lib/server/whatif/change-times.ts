import { ruleKey } from '../../mesh/rules/traffic/observations';
import type { ConfigState } from '../config-store/state/config-state';

/** When each object of the configuration was last changed, by `ruleKey`. */
export function changeTimes(state: Pick<ConfigState, 'objects'>): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { object, namespace, name, updatedAtMs } of state.objects().values()) {
    times.set(ruleKey({ kind: object.kind, namespace, name }), updatedAtMs);
  }
  return times;
}
