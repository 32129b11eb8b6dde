/** Where the pieces of stacked bars lie. */
type Input = {
  bars: readonly { t: number; counts: readonly number[] }[];
  stepMs: number;
  fromMs: number;
  toMs: number;
  plot: { left: number; top: number; width: number; height: number };
};

type Box = { x: number; y: number; width: number; height: number };

/** A piece that holds anything is at least this high, so that one failure among thousands is seen. */
const LEAST_PX = 2;

/** Lays out stacked bars; `top` is the round number the axis ends on. */
export function barLayout({ bars, stepMs, fromMs, toMs, plot }: Input) {
  const highest = bars.reduce((most, bar) => Math.max(most, sum(bar.counts)), 0);
  const top = roundUp(highest);
  const scale = plot.height / top;
  const span = Math.max(1, toMs - fromMs);
  const yOf = (count: number) => plot.top + plot.height - count * scale;
  const columnOf = (t: number): Box => {
    const left = Math.max(plot.left, plot.left + ((t - fromMs) / span) * plot.width);
    const right = Math.min(plot.left + plot.width, plot.left + ((t + stepMs - fromMs) / span) * plot.width);
    return { x: left, y: plot.top, width: Math.max(0, right - left), height: plot.height };
  };
  const boxes = bars.flatMap((bar) => stack(bar, columnOf(bar.t), plot.top + plot.height, scale));
  return { top, boxes, yOf, columnOf };
}

function stack(bar: Input['bars'][number], column: Box, base: number, scale: number) {
  const gap = column.width > 4 ? 1 : 0;
  let y = base;
  return bar.counts.flatMap((count, series) => {
    if (count <= 0 || column.width <= 0) return [];
    const height = Math.max(LEAST_PX, count * scale);
    y -= height;
    return [
      { key: `${bar.t}-${series}`, series, x: column.x, y, width: Math.max(1, column.width - gap), height },
    ];
  });
}

function roundUp(value: number): number {
  if (value <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
