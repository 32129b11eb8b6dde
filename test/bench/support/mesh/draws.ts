/** One seed out of several numbers, so that any part of the mesh can be made up again without the rest. */
export function mixSeed(...parts: readonly number[]): number {
  let mixed = 0x811c9dc5;
  for (const part of parts) mixed = Math.imul(mixed ^ part, 0x01000193) ^ (mixed >>> 13);
  return mixed >>> 0;
}

/** A whole number around `mean` as counts vary (Poisson, by its normal limit where it is large). */
export function drawCount(random: () => number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const floor = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > floor; count++) product *= random();
  return count;
}

/** A standard normal deviate (Box-Muller). */
export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
