'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';

/** The path of a trace's page. */
export function traceHref(traceId: string, spanId?: string): string {
  return `/traces/${traceId}${spanId === undefined ? '' : `?span=${spanId}`}`;
}

/** Goes to a trace's page, namespaces and time kept. */
export function useOpenTrace(): (traceId: string) => void {
  const router = useRouter();
  const scoped = useScopedHref();
  return useCallback((traceId) => router.push(scoped(traceHref(traceId))), [router, scoped]);
}
