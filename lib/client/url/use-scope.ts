'use client';

import { names } from './codec';
import { rangeCodec } from './range-codec';
import { useUrlState } from './use-url-state';

/** What every screen shares: the namespaces in view (none means all) and the time range. */
export const SCOPE = { ns: names, range: rangeCodec };

/** The shared scope and its setter. */
export function useScope() {
  const [{ ns: namespaces, range }, write] = useUrlState(SCOPE);
  return { namespaces, range, write };
}
