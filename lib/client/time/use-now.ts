'use client';

import { useSyncExternalStore } from 'react';
import { clock } from './clock';

/** The time, ticking once a second for all who show it; undefined while rendering on the server. */
export function useNow(): number | undefined {
  return useSyncExternalStore(clock.subscribe, clock.now, () => undefined);
}
