const SECOND = 1_000;
const STEPS_MS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
].map((seconds) => seconds * SECOND);

/** Round wall-clock instants within a span, at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most: number, offsetMs = 0): readonly number[] {
  const span = toMs - fromMs;
  const step = STEPS_MS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most);
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs - offsetMs) / step) * step + offsetMs; at <= toMs; at += step)
    ticks.push(at);
  return ticks;
}
