'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { useScopedHref } from '../url/use-scoped-href';
import { unsavedChanges } from './unsaved-changes';

/** Goes to another page of the console, unless something unsaved keeps the reader here. */
export function useGuardedPush(): (href: string) => void {
  const router = useRouter();
  const scoped = useScopedHref();
  return useCallback((href) => unsavedChanges.leave(() => router.push(scoped(href))), [router, scoped]);
}
