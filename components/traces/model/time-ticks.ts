import type { TimeView } from './time-view';

/** A round moment on the axis of a view. */
export interface TimeTick {
  /** Since the start of the trace, microseconds. */
  offsetUs: number;
  /** Percent of the view's width. */
  left: number;
}

/** Ticks at round steps (1, 2 or 5 times a power of ten), at most `most` of them. */
export function timeTicks(view: TimeView, durationUs: number, most: number): TimeTick[] {
  const spanUs = (view.to - view.from) * durationUs;
  if (spanUs <= 0) return [{ offsetUs: 0, left: 0 }];
  const step = roundStep(spanUs / Math.max(1, most));
  // Adding zero turns the minus zero of rounding up into plain zero.
  const first = Math.ceil((view.from * durationUs) / step - 1e-9) + 0;
  const ticks: TimeTick[] = [];
  for (let i = first; i * step <= view.to * durationUs * (1 + 1e-12); i++) {
    ticks.push({ offsetUs: i * step, left: ((i * step - view.from * durationUs) / spanUs) * 100 });
  }
  return ticks;
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}
