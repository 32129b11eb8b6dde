'use client';

import { useEffect, useState } from 'react';

/** So long a live answer may take before somebody asks for it another way. */
const LATE_MS = 1_000;

/** Whether something has been waited for longer than usual. */
export function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isWaiting]);
  return isLate;
}
