'use client';

import type { ConfigObjectName } from '@/lib/protocol/api/config';
import { getConfig } from '@/lib/protocol/api/config-objects';
import { useEndpoint } from '../http/use-endpoint';
import { configParams } from './config-href';

const REFRESH_MS = 5_000;

/** One object with its text, findings and references; asked again, so that somebody else's save shows. */
export function useConfigObject(name: ConfigObjectName, { enabled = true } = {}) {
  return useEndpoint(getConfig, { params: configParams(name) }, { enabled, refetchMs: REFRESH_MS });
}
