/** A latency heat map made ready to draw: rows of comparable height, counts as shares of the densest cell. */
export type HeatRow = { fromMs: number; toMs: number };

type Heat = { bounds: readonly number[]; cells: readonly { t: number; counts: readonly number[] }[] };

const MOST_ROWS = 28;

/** Cuts away empty bounds at both ends and folds neighbours together until the rows fit. */
export function heatRows(heat: Heat): { rows: readonly HeatRow[]; rowOf: readonly (number | undefined)[] } {
  // The last count of a cell is of what took longer than every bound.
  const bounds = [...heat.bounds, Number.POSITIVE_INFINITY];
  const used = bounds.map((_, index) => heat.cells.some(({ counts }) => (counts[index] ?? 0) > 0));
  const first = used.indexOf(true);
  const last = used.lastIndexOf(true);
  if (first < 0) return { rows: [], rowOf: bounds.map(() => undefined) };
  const fold = Math.ceil((last - first + 1) / MOST_ROWS);
  const rowOf = bounds.map((_, index) =>
    index < first || index > last ? undefined : Math.floor((index - first) / fold),
  );
  const count = Math.floor((last - first) / fold) + 1;
  const rows = Array.from({ length: count }, (_, row) => {
    const low = first + row * fold;
    const high = Math.min(last, low + fold - 1);
    return {
      fromMs: low === 0 ? 0 : (bounds[low - 1] ?? 0),
      toMs: bounds[high] ?? Number.POSITIVE_INFINITY,
    };
  });
  return { rows, rowOf };
}

/** Requests by row for one column. */
export function foldCounts(
  counts: readonly number[],
  rowOf: readonly (number | undefined)[],
  rows: number,
): readonly number[] {
  const folded = new Array<number>(rows).fill(0);
  counts.forEach((count, index) => {
    const row = rowOf[index];
    if (row !== undefined) folded[row] = (folded[row] ?? 0) + count;
  });
  return folded;
}
