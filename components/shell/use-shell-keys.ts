'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { keyRegistry } from '@/lib/client/keyboard/key-registry';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';
import { PAGES } from './pages';

type ShellKeys = { onPalette: () => void; onHelp: () => void };

/** The shortcuts that work on every page. */
export function useShellKeys({ onPalette, onHelp }: ShellKeys): void {
  const router = useRouter();
  const scoped = useScopedHref();
  const go = useRef((href: string) => router.push(scoped(href)));
  useEffect(() => {
    go.current = (href) => router.push(scoped(href));
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
