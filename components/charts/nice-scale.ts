/** A y-axis from zero: its top and its ticks, round numbers with two to five steps. */
export function niceScale(largest: number, isWhole = false): { max: number; ticks: readonly number[] } {
  const top = Number.isFinite(largest) && largest > 0 ? largest : 1;
  const step = niceStep(top / 4, isWhole);
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { max: ticks.at(-1) ?? top, ticks };
}

function niceStep(rough: number, isWhole: boolean): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough * 0.999) ?? 10;
  const step = nice * magnitude;
  return isWhole ? Math.max(1, Math.ceil(step)) : step;
}
