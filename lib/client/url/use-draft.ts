'use client';

import { useEffect, useRef, useState } from 'react';

const SETTLE_MS = 300;

/**
 * Text as it is typed, handed on when typing pauses: the address bar follows a moment later and never takes letters
 * back. A value that changes from outside (a link, a cleared filter) wins.
 */
export function useDraft(value: string, onSettle: (value: string) => void): [string, (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const settled = useRef(value);
  const settle = useRef(onSettle);
  useEffect(() => {
    settle.current = onSettle;
  });
  useEffect(() => {
    if (value === settled.current) return;
    settled.current = value;
    setDraft(value);
  }, [value]);
  useEffect(() => {
    if (draft === settled.current) return;
    const timer = setTimeout(() => {
      settled.current = draft;
      settle.current(draft);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft, setDraft];
}
