'use client';

import { getUsualShape } from '@/lib/protocol/api/traces';
import { useEndpoint } from '../http/use-endpoint';

/** How long the operations of a trace took in the hour before it. */
export function useUsualShape(traceId: string, { enabled }: { enabled: boolean }) {
  return useEndpoint(getUsualShape, { params: { id: traceId } }, { enabled });
}
