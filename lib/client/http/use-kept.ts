'use client';

import { useEffect, useRef } from 'react';

/** The value, or while there is none the last one there was: what is shown stays until there is something newer. */
export function useKept<T>(value: T | undefined): T | undefined {
  const last = useRef<T>(undefined);
  useEffect(() => {
    if (value !== undefined) last.current = value;
  });
  return value ?? last.current;
}
