'use client';

import { useCallback, useMemo } from 'react';
import { pendingAddress } from './pending-address';
import { printQuery, readUrlState, type Shape, type StateOf, writeUrlState } from './url-state';
import { useSearch } from './use-search';

/** `replace` for what changes while typing or dragging; the default makes a step for the back button. */
export type WriteOptions = { replace?: boolean };
export type WriteUrl<S extends Shape> = (patch: Partial<StateOf<S>>, options?: WriteOptions) => void;

/** State that lives in the address bar. `shape` must be a constant of the module. */
export function useUrlState<S extends Shape>(shape: S): [StateOf<S>, WriteUrl<S>] {
  const params = useSearch();
  const state = useMemo(() => readUrlState(shape, params), [shape, params]);
  const write = useCallback<WriteUrl<S>>(
    (patch, options) => {
      const next = writeUrlState(shape, new URLSearchParams(window.location.search), patch);
      const href = window.location.pathname + printQuery(next) + window.location.hash;
      if (href === window.location.pathname + window.location.search + window.location.hash) return;
      pendingAddress.write(window.location.pathname, next.toString());
      if (options?.replace) window.history.replaceState(null, '', href);
      else window.history.pushState(null, '', href);
    },
    [shape],
  );
  return [state, write];
}
