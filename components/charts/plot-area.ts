/** The fixed margins of every chart, pixels: the overlay and the drawing agree by these. */
export const PLOT = { left: 60, right: 20, top: 8, bottom: 22 } as const;

/** The inside height of a plot. */
export function plotHeight(height: number): number {
  return height - PLOT.top - PLOT.bottom;
}
