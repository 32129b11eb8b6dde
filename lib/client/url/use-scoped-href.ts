'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { scopedHref } from './scoped-href';

/** Builds links that keep namespaces and time. */
export function useScopedHref(): (path: string) => string {
  const params = useSearchParams();
  return useCallback((path) => scopedHref(path, new URLSearchParams(params)), [params]);
}
