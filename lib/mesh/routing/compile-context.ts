import type { RetryPlan } from './retry-plan';
import type { RoutePlan } from './route-plan';
import type { CompiledRoute } from './route-table';
import type { RoutedService } from './routed-service';
import type { RoutingProxy } from './routing-proxy';

/** For whom and where rules are compiled. */
export interface CompileContext {
  proxy: RoutingProxy;
  /** The port of the listener. */
  port: number;
  /** The gateways built for: `mesh`, or `namespace/name`. */
  gateways: ReadonlySet<string>;
  /** What follows `name.namespace.` in full host names. */
  hostDomain: string;
  /** The retries of rules that say nothing of them; undefined for none. */
  defaultRetries: RetryPlan | undefined;
  findService(host: string): RoutedService | undefined;
}

/** A rule, or one match of it, before it is known for which virtual host. */
export interface PlannedRoute {
  test: CompiledRoute['test'];
  mismatch: CompiledRoute['mismatch'];
  plan: RoutePlan;
}
