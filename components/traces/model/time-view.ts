/** The part of a trace on show, as shares of its whole duration: 0 <= from < to <= 1. */
export interface TimeView {
  from: number;
  to: number;
}

export const WHOLE: TimeView = { from: 0, to: 1 };

/** Deeper zoom than this shows nothing more: spans are whole microseconds. */
const NARROWEST = 1e-4;

/** Keeps a view within the trace, its width unchanged where possible. */
export function clampView({ from, to }: TimeView): TimeView {
  const width = Math.min(1, Math.max(NARROWEST, to - from));
  const start = Math.min(1 - width, Math.max(0, from));
  return { from: start, to: start + width };
}

/** Zooms by `factor` (below 1 goes in) around a share of the present view. */
export function zoomView(view: TimeView, factor: number, anchor = 0.5): TimeView {
  const width = Math.min(1, Math.max(NARROWEST, (view.to - view.from) * factor));
  const centre = view.from + (view.to - view.from) * anchor;
  return clampView({ from: centre - width * anchor, to: centre + width * (1 - anchor) });
}

/** Moves by a share of the present view's width. */
export function panView(view: TimeView, by: number): TimeView {
  const shift = (view.to - view.from) * by;
  return clampView({ from: view.from + shift, to: view.to + shift });
}

/** A view between two points in any order; the whole when they are too near to mean anything. */
export function viewBetween(a: number, b: number): TimeView {
  const [from, to] = a < b ? [a, b] : [b, a];
  return to - from < 0.002 ? WHOLE : clampView({ from, to });
}

/** Where a stretch of time lies in the view, in percent of its width; may lie outside 0..100. */
export function placeInView(
  view: TimeView,
  trace: { startUs: number; durationUs: number },
  startUs: number,
  endUs: number,
): { left: number; width: number } {
  const whole = Math.max(1, trace.durationUs);
  const scale = 100 / (view.to - view.from);
  const left = ((startUs - trace.startUs) / whole - view.from) * scale;
  return { left, width: ((endUs - startUs) / whole) * scale };
}
