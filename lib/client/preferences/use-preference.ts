'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { readPreference, subscribePreferences, writePreference } from './preferences';

/** A choice kept in this browser, such as a collapsed rail. Shown state that a link must carry belongs to useUrlState(). */
export function usePreference(name: string, fallback: string): [string, (value: string) => void] {
  const read = useCallback(() => readPreference(name) ?? fallback, [name, fallback]);
  const value = useSyncExternalStore(subscribePreferences, read, () => fallback);
  const write = useCallback((next: string) => writePreference(name, next), [name]);
  return [value, write];
}
