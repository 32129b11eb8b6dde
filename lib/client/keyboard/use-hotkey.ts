'use client';

import { useEffect, useRef } from 'react';
import { type KeyBinding, keyRegistry } from './key-registry';

/** Binds a shortcut while the component is mounted; it appears in the help dialog by itself. */
export function useHotkey(keys: string, label: string, run: () => void, options: HotkeyOptions = {}): void {
  const { group = 'This page', enabled = true, whileTyping = false } = options;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return keyRegistry.add({ keys, label, group, whileTyping, run: () => latest.current() });
  }, [keys, label, group, enabled, whileTyping]);
}

type HotkeyOptions = { group?: string; enabled?: boolean } & Pick<KeyBinding, 'whileTyping'>;
