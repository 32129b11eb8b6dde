import type { HotLogs } from '../hot-window/hot-logs';
import type { HotWindow } from '../hot-window/hot-window';
import type { Overrides } from '../overrides/overrides';
import type { Past } from '../past/past-mesh';
import type { MeshRegistry } from '../registry/mesh-registry';
import type { Store } from '../store/store';

/** Everything the verbs read from. */
export interface QuerySources {
  hot: Omit<HotWindow, 'add'>;
  /** The newest access-log lines. */
  tail: HotLogs;
  store: Pick<Store, 'series' | 'points' | 'logs' | 'traces' | 'applicationLogs' | 'events' | 'incidents'>;
  registry: MeshRegistry;
  /** What the mesh was; without it the past is seen as if it had been as it is. */
  past?: Past;
  /** What people decided against what was learnt or is usual. */
  overrides: Omit<Overrides, 'set'>;
  /** Epoch milliseconds. */
  now(): number;
}
