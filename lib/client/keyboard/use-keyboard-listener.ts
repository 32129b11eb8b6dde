'use client';

import { useEffect } from 'react';
import { keyRegistry } from './key-registry';

const TYPING = 'input:not([type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]';

/** Feeds the page's key presses to the registry. Mounted once, by the shell. */
export function useKeyboardListener(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const isTyping = target.closest(TYPING) !== null;
      // Behind an open dialog the page's own keys rest.
      if (target.closest('[role=dialog],[role=menu],[role=listbox]') !== null && !isTyping) return;
      if (keyRegistry.press(event, event.timeStamp, isTyping)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
