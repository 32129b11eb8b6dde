'use client';

import { useEffect } from 'react';
import { unsavedChanges } from './unsaved-changes';

/** Asks before the page is left, or the window closed, while there is something unsaved. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const release = unsavedChanges.hold();
    const warn = (event: BeforeUnloadEvent) => {
      if (unsavedChanges.isHeld) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      release();
      window.removeEventListener('beforeunload', warn);
    };
  }, [isUnsaved]);
}
