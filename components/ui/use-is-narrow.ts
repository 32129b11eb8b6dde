'use client';

import { useSyncExternalStore } from 'react';

/** Where pages stand in one column. */
const NARROW = '(max-width: 639px)';

/** Whether the screen is as narrow as a phone; false until the browser was asked. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
