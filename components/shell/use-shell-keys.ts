'use client';

import { useEffect, useRef } from 'react';
import { keyRegistry } from '@/lib/client/keyboard/key-registry';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useGuardedPush } from '@/lib/client/unsaved/use-guarded-push';
import { PAGES } from './pages';

type ShellKeys = { onPalette: () => void; onHelp: () => void };

/** The shortcuts that work on every page. */
export function useShellKeys({ onPalette, onHelp }: ShellKeys): void {
  const push = useGuardedPush();
  const go = useRef(push);
  useEffect(() => {
    go.current = push;
  });
  useHotkey('ctrl+k', 'Find anything by name', onPalette, { group: 'Everywhere', whileTyping: true });
  useHotkey('?', 'Show the keys', onHelp, { group: 'Everywhere' });
  useEffect(() => {
    const removals = PAGES.map(({ key, label, href }) =>
      keyRegistry.add({ keys: `g ${key}`, label, group: 'Go to', run: () => go.current(href) }),
    );
    return () => {
      for (const remove of removals) remove();
    };
  }, []);
}
