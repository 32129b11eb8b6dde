'use client';

import { getConsole } from '@/lib/protocol/api/console';
import { useEndpoint } from '../http/use-endpoint';

const REFRESH_MS = 2_000;

/** What the console knows of itself, asked again every two seconds. */
export function useConsoleState() {
  return useEndpoint(getConsole, {}, { refetchMs: REFRESH_MS });
}
