type Values = readonly (number | null)[];

/** Svg paths of a sparkline: a line a run of numbers, broken at gaps, and the area under it. Zero is the floor. */
export function sparklinePath(
  values: Values,
  width: number,
  height: number,
  max?: number,
): { line: string; area: string } {
  const top = max ?? Math.max(0, ...values.filter((value) => value !== null));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const floor = height - 1;
  const point = (value: number, index: number) => {
    const share = top > 0 ? Math.min(1, value / top) : 0;
    return `${round(index * step)},${round(floor - share * (height - 2))}`;
  };
  let line = '';
  let area = '';
  for (const run of runsOf(values)) {
    const points = run.values.map((value, offset) => point(value, run.start + offset));
    line += `M${points.join('L')}`;
    area += `M${round(run.start * step)},${floor}L${points.join('L')}L${round((run.start + points.length - 1) * step)},${floor}Z`;
  }
  return { line, area };
}

function runsOf(values: Values): { start: number; values: number[] }[] {
  const runs: { start: number; values: number[] }[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last && last.start + last.values.length === index) last.values.push(value);
    else runs.push({ start: index, values: [value] });
  });
  return runs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
