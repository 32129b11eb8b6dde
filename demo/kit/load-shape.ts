const DAY_SECONDS = 1_200;
const LUNCH_SECONDS = 300;

/** How busy the shop is, 0.35 to 1: a "day" of twenty minutes with a smaller wave in it. */
export function loadShape(nowMs: number): number {
  const seconds = nowMs / 1000;
  const day = 0.5 - 0.5 * Math.cos((2 * Math.PI * seconds) / DAY_SECONDS);
  const lunch = 0.5 - 0.5 * Math.cos((2 * Math.PI * seconds) / LUNCH_SECONDS);
  return 0.35 + 0.5 * day + 0.15 * lunch;
}
