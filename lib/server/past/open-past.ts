import type { ConfigState } from '../config-store/state/config-state';
import { SILENT_MS } from '../registry/is-silent';
import type { LiveRegistry } from '../registry/live-registry';
import { REGISTRY_LIMITS } from '../registry/registry-limits';
import type { ConfigRecords } from '../store/contract/config-records';
import { ConfigHistory } from './config-history';
import type { Past, PastMembers } from './past-mesh';

/** A window that ends with the newest data ends about so long ago. */
const LIVE_MS = 10_000;
/** What agents say holds for about so long. */
const FRESH_MS = 120_000;

/** What the mesh was, from the history of its configuration and from what the registry remembers of agents. */
export function openPast(
  records: Pick<ConfigRecords, 'revisionAt' | 'stateAt' | 'findRevision'>,
  state: ConfigState,
  registry: Pick<LiveRegistry, 'at'>,
  now: () => number,
): Past {
  const history = new ConfigHistory(records, state);
  return {
    configAt: async (atMs) => (now() - atMs < LIVE_MS ? undefined : history.at(atMs)),
    meshAt: (atMs): PastMembers | undefined =>
      now() - atMs < FRESH_MS ? undefined : registry.at(atMs, SILENT_MS),
    knowsMeshSinceMs: () => now() - REGISTRY_LIMITS.goneMs,
  };
}
