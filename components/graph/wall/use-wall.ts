'use client';

import { useEffect, useRef, useState } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { replaceSearch } from '@/lib/client/url/replace-search';
import { useViews } from '@/lib/client/views/use-views';
import type { SavedView } from '@/lib/protocol/api/views';
import { viewSearch, wallSearch } from '../views/view-search';

/** How long a view stays, unless the address says otherwise. */
export const WALL_SECONDS = 20;
/** Nobody could read what changes faster. */
const LEAST_SECONDS = 3;

type Wall = {
  views: readonly SavedView[];
  /** Which of them is shown; -1 for none of them. */
  current: number;
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
  go: (by: number) => void;
  leave: () => void;
};

/** Shows the kept views in turns, `seconds` each; arrows go through them by hand. */
export function useWall(seconds: number): Wall {
  const { data } = useViews('graph');
  const [isPaused, setPaused] = useState(false);
  const [current, setCurrent] = useState(-1);
  const views = data?.views ?? [];
  useEffect(() => {
    const shown = viewSearch(window.location.search);
    setCurrent((data?.views ?? []).findIndex(({ search }) => search === shown));
  }, [data]);
  const go = (by: number) => {
    if (views.length === 0) return;
    const next = (current + by + views.length) % views.length;
    setCurrent(next);
    replaceSearch(wallSearch(views[next]?.search ?? '', seconds));
  };
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view chosen by hand has its whole time
  useEffect(() => {
    if (isPaused || views.length < 2) return;
    const timer = setInterval(() => latest.current(1), Math.max(LEAST_SECONDS, seconds) * 1_000);
    return () => clearInterval(timer);
  }, [isPaused, views.length, current, seconds]);
  const leave = () => {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    replaceSearch(viewSearch(window.location.search));
  };
  useHotkey('Escape', 'Leave the wall', leave);
  useHotkey('PageDown', 'Next view', () => go(1));
  useHotkey('PageUp', 'View before', () => go(-1));
  return { views, current, isPaused, setPaused, go, leave };
}
