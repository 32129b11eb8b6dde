'use client';

import { createContext, type RefObject, useContext, useId, useMemo, useRef, useState } from 'react';

/** What a trigger shares with the surface that it opens, whose code is loaded when somebody is about to open it. */
export type Overlay = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  trigger: RefObject<HTMLElement | null>;
  triggerId: string;
  contentId: string;
  /** A key opened it last: then the first thing in it has the focus. */
  isByKey: RefObject<boolean>;
};

export type OverlayState = { open?: boolean; onOpenChange?: (isOpen: boolean) => void };

/** Keeps by itself whether it is open, unless it is told. */
export function useOverlay({ open, onOpenChange }: OverlayState): Overlay {
  const [own, setOwn] = useState(false);
  const trigger = useRef<HTMLElement>(null);
  const isByKey = useRef(false);
  const id = useId();
  const isOpen = open ?? own;
  return useMemo(
    () => ({
      isOpen,
      setOpen: (next: boolean) => {
        setOwn(next);
        onOpenChange?.(next);
      },
      trigger,
      triggerId: `${id}trigger`,
      contentId: `${id}content`,
      isByKey,
    }),
    [isOpen, onOpenChange, id],
  );
}

export const OverlayContext = createContext<Overlay | undefined>(undefined);

/** The overlay of the parts around. */
export function useOverlayParts(): Overlay {
  const overlay = useContext(OverlayContext);
  if (overlay === undefined) throw new Error('A trigger or a surface stands outside its menu or popover');
  return overlay;
}
