import type { Authenticator } from '../auth/authenticator';
import type { Denials } from '../auth/denials';
import type { TraceDesk } from '../collect/trace-desk';
import type { ConfigDeps } from '../config-store/config-deps';
import type { DirectorySync } from '../config-store/sync/directory-sync';
import type { ProxyDesk } from '../inspect/proxy-desk';
import type { OverrideDeps } from '../overrides/override-deps';
import type { QueryContext } from '../query/query-context';
import type { HealthHistory } from '../query/timeline/health-history';
import type { RetentionScheduler } from '../retention/retention-scheduler';
import type { SaveRetentionDeps } from '../retention/save-retention';
import type { RolloutDesk } from '../rollout/rollout-desk';
import type { ViewDeps } from '../saved-views/view-deps';
import type { ConsoleFacts } from '../self-metrics/console-facts';

/** What handlers may call: verbs and their contexts, never the store. */
export interface ApiDeps {
  query: QueryContext;
  history: HealthHistory;
  views: ViewDeps;
  overrides: OverrideDeps;
  auth: Authenticator;
  denials: Denials;
  console: ConsoleFacts;
  config: ConfigDeps;
  traces: Pick<TraceDesk, 'request' | 'hasAgents'>;
  proxies: Pick<ProxyDesk, 'inspect'>;
  configSync: DirectorySync | undefined;
  rollouts: RolloutDesk;
  retention: SaveRetentionDeps & { scheduler: RetentionScheduler };
}
