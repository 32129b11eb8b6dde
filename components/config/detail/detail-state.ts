import { oneOf, optionalNumber } from '@/lib/client/url/codec';

/** What the page of an object keeps in the address bar. */
export const DETAIL_STATE = {
  tab: oneOf(['edit', 'overview', 'history', 'agents'], 'edit'),
  /** The revision that is open in the history. */
  rev: optionalNumber,
};
