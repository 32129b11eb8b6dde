import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { MemoryHotWindow } from '@/lib/server/hot-window/memory-hot-window';
import { Overrides } from '@/lib/server/overrides/overrides';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import type { QueryContext } from '@/lib/server/query/query-context';
import type { Store } from '@/lib/server/store/store';

/** The console's queries over a store and a memory of the last minutes, without agents and configuration. */
export function queryOverStore(
  store: Store,
  now: () => number = Date.now,
): { context: QueryContext; hot: MemoryHotWindow } {
  const hot = new MemoryHotWindow({ now });
  const context = createQueryContext({
    hot,
    tail: {} as never,
    store,
    registry: {
      agents: () => [],
      snapshot: () => ({
        revision: 1,
        services: [],
        resources: [],
        settings: DEFAULT_MESH_SETTINGS,
        telemetry: { randomSamplingPercentage: 1, accessLogging: true },
      }),
      version: () => 1,
    },
    overrides: new Overrides({ tolerances: [], operations: [] }),
    now,
  });
  return { context, hot };
}
