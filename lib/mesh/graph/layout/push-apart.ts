import type { RowLevel } from './row-levels';

/**
 * Moves vertices so that nothing overlaps, as little as it takes. Works from the innermost boxes outwards; at each level boxes
 * are rigid. Things are pushed apart once downwards and once upwards: both keep every gap, gaps are linear, hence the mean
 * of both keeps them too, and a crowd ends up centred on where it wanted to be.
 */
export function pushApart(wanted: Float64Array, levels: readonly RowLevel[]): Float64Array {
  const rows = wanted.slice();
  for (const level of levels) {
    const shifts = shiftsOf(level, spansOf(rows, level));
    for (let vertex = 0; vertex < rows.length; vertex += 1) {
      rows[vertex] = (rows[vertex] ?? 0) + (shifts[level.thingOf[vertex] ?? 0] ?? 0);
    }
  }
  return rows;
}

interface Spans {
  top: Float64Array;
  bottom: Float64Array;
}

/** From where to where every thing of a level reaches. */
function spansOf(rows: Float64Array, level: RowLevel): Spans {
  const top = new Float64Array(level.below.length).fill(Number.POSITIVE_INFINITY);
  const bottom = new Float64Array(level.below.length).fill(Number.NEGATIVE_INFINITY);
  for (let vertex = 0; vertex < rows.length; vertex += 1) {
    const thing = level.thingOf[vertex] ?? 0;
    const row = rows[vertex] ?? 0;
    top[thing] = Math.min(top[thing] ?? 0, row - (level.top[vertex] ?? 0));
    bottom[thing] = Math.max(bottom[thing] ?? 0, row + (level.bottom[vertex] ?? 0));
  }
  return { top, bottom };
}

function shiftsOf({ order, below }: RowLevel, { top, bottom }: Spans): Float64Array {
  const down = new Float64Array(below.length);
  const up = new Float64Array(below.length);
  const overlap = (a: number, b: number, gap: number): number => (bottom[a] ?? 0) + gap - (top[b] ?? 0);
  for (const a of order) {
    for (const { thing: b, gap } of below[a] ?? []) {
      down[b] = Math.max(down[b] ?? 0, (down[a] ?? 0) + overlap(a, b, gap));
    }
  }
  for (const a of order.toReversed()) {
    for (const { thing: b, gap } of below[a] ?? []) {
      up[a] = Math.min(up[a] ?? 0, (up[b] ?? 0) - overlap(a, b, gap));
    }
  }
  return down.map((shift, thing) => (shift + (up[thing] ?? 0)) / 2);
}
