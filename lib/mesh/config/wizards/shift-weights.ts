/**
 * Whole weights after one of them is set to `value` (0..100): the others keep their proportions and all sum to 100.
 * With every other at 0 the rest is shared evenly.
 */
export function shiftWeights(weights: readonly number[], index: number, value: number): number[] {
  if (weights.length < 2) return weights.map(() => 100);
  const chosen = Math.round(Math.min(100, Math.max(0, value)));
  const others = weights.map((weight, place) => (place === index ? 0 : Math.max(0, weight)));
  const sum = others.reduce((total, weight) => total + weight, 0);
  const exact = others.map((weight, place) => {
    if (place === index) return chosen;
    return (100 - chosen) * (sum === 0 ? 1 / (weights.length - 1) : weight / sum);
  });
  return roundToHundred(exact, index);
}

/** A weight that is being moved: what all were when it was taken, and what they became last. */
export interface WeightShift<Key, Weights> {
  key: Key;
  start: Weights;
  last: Weights;
}

/**
 * Goes on with a shift, or begins one. While one weight moves step by step the others are shared out anew from what they
 * were when it was taken: rounding each step for itself would take everything from the same one.
 */
export function continueShift<Key, Weights>(
  shift: WeightShift<Key, Weights> | undefined,
  key: Key,
  now: Weights,
  apply: (start: Weights) => Weights,
): WeightShift<Key, Weights> {
  const goesOn =
    shift !== undefined && shift.key === key && JSON.stringify(shift.last) === JSON.stringify(now);
  const start = goesOn ? shift.start : now;
  return { key, start, last: apply(start) };
}

/** Largest remainders: whole numbers that sum to 100 and lie within one of what was asked. */
function roundToHundred(exact: readonly number[], fixed: number): number[] {
  const whole = exact.map(Math.floor);
  const order = exact
    .map((value, place) => ({ place, rest: value - Math.floor(value) }))
    .filter(({ place }) => place !== fixed)
    .sort((a, b) => b.rest - a.rest || a.place - b.place);
  let missing = 100 - whole.reduce((total, value) => total + value, 0);
  for (const { place } of order) {
    if (missing <= 0) break;
    whole[place] = (whole[place] ?? 0) + 1;
    missing--;
  }
  return whole;
}
