import { flag, names, someOf, text } from '@/lib/client/url/codec';
import { sortCodec } from '../../ui/sort-codec';

export const FINDING_FILTERS = ['error', 'warning', 'info', 'none'] as const;

/** What the list keeps in the address bar. */
export const LIST_STATE = {
  q: text(),
  kind: names,
  label: names,
  finding: someOf(FINDING_FILTERS),
  sort: sortCodec({ column: 'findings', direction: 'desc' }),
  import: flag(),
};
