import type { QueryContext } from '../query/query-context';
import type { ConfigRecords } from '../store/contract/config-records';

/** What a diagnosis is gathered from. */
export interface DiagnosisDeps {
  query: QueryContext;
  config: { records: Pick<ConfigRecords, 'listRevisions' | 'findRevision'> };
}
