'use client';

import { useEffect, useRef, useState } from 'react';
import { resolveRange, type TimeRange } from '@/lib/client/time/time-range';
import { playStart, playStep } from './play-step';

/** A picture twice a second is enough to follow, and the console answers each of them. */
const TICK_MS = 500;
/** A slow answer holds the replay; it goes on from there, it does not jump. */
const LONGEST_TICK_MS = 1_500;
const RETRY_MS = 60;

type Replay = { isPlaying: boolean; toggle: () => void; stop: () => void };

type ReplayInput = {
  range: TimeRange;
  speed: number;
  /** Where data begins in sight; undefined while nobody knows. */
  firstMs: number | undefined;
  /** The picture of this range is on the screen: the next one may be asked for. */
  isShown: boolean;
  onRange: (range: TimeRange, isFirst: boolean) => void;
};

/** Moves the range through time while it plays; ends by itself when the present is reached. */
export function useReplay(input: ReplayInput): Replay {
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    if (!isPlaying) return;
    let timer: ReturnType<typeof setTimeout>;
    let lastMs = performance.now();
    const tick = () => {
      const { range, speed, isShown, onRange } = latest.current;
      if (!isShown) {
        timer = setTimeout(tick, RETRY_MS);
        return;
      }
      const elapsedMs = Math.min(LONGEST_TICK_MS, performance.now() - lastMs);
      // At life's speed a step is a whole second: shorter ones would show the same.
      if (elapsedMs * speed < 1_000) {
        timer = setTimeout(tick, 1_000 / speed - elapsedMs);
        return;
      }
      lastMs = performance.now();
      const next = playStep(resolveRange(range, Date.now()), speed, elapsedMs, Date.now());
      onRange(next, false);
      if (next.kind === 'relative') setPlaying(false);
      else timer = setTimeout(tick, TICK_MS);
    };
    timer = setTimeout(tick, TICK_MS);
    return () => clearTimeout(timer);
  }, [isPlaying]);
  const toggle = () => {
    if (!isPlaying) {
      const { range, firstMs, onRange } = latest.current;
      const start = playStart(range, Date.now(), firstMs);
      if (start !== range) onRange(start, true);
    }
    setPlaying(!isPlaying);
  };
  return { isPlaying, toggle, stop: () => setPlaying(false) };
}
