import type { AuditTrail, SavedViews } from '../store/contract/console-records';

/** What the verbs of saved views work with. */
export interface ViewDeps {
  views: SavedViews;
  audit: Pick<AuditTrail, 'appendAudit'>;
  now: () => number;
}
