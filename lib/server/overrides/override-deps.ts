import type { QueryContext } from '../query/query-context';
import type { LiveRegistry } from '../registry/live-registry';
import type { AuditTrail, Settings } from '../store/contract/console-records';
import type { Overrides } from './overrides';

/** What the verbs of overrides work with. */
export interface OverrideDeps {
  overrides: Overrides;
  settings: Pick<Settings, 'writeSetting'>;
  audit: Pick<AuditTrail, 'appendAudit'>;
  registry: Pick<LiveRegistry, 'snapshot' | 'setOperations'>;
  query: QueryContext;
  now: () => number;
}
