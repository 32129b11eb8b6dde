'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { pendingAddress } from './pending-address';

/** The query parameters to show: the router's, or what was just written over them. */
export function useSearch(): URLSearchParams {
  const path = usePathname();
  const routed = useSearchParams().toString();
  useSyncExternalStore(pendingAddress.subscribe, pendingAddress.get, pendingAddress.get);
  useEffect(() => pendingAddress.settle(routed), [routed]);
  useEffect(() => {
    window.addEventListener('popstate', pendingAddress.clear);
    return () => window.removeEventListener('popstate', pendingAddress.clear);
  }, []);
  const shown = pendingAddress.shown(path, routed);
  return useMemo(() => new URLSearchParams(shown), [shown]);
}
