/** Pairs of equal lines of two texts, in the order of both: a longest common subsequence. */
export function matchLines(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let ends = 0;
  while (
    ends < before.length - start &&
    ends < after.length - start &&
    before[before.length - 1 - ends] === after[after.length - 1 - ends]
  ) {
    ends++;
  }
  const pairs: [number, number][] = Array.from({ length: start }, (_, index) => [index, index]);
  const middle = matchMiddle(
    before.slice(start, before.length - ends),
    after.slice(start, after.length - ends),
  );
  for (const [left, right] of middle) pairs.push([left + start, right + start]);
  for (let back = ends; back > 0; back--) pairs.push([before.length - back, after.length - back]);
  return pairs;
}

/** What differs at both ends: the table is small there, even where the texts are long. */
function matchMiddle(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
