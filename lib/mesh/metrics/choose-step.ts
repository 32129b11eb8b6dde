/** Steps people can read, seconds. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
];

/** The finest readable step that divides a window into at most `maxSteps`; a week's worth of days beyond the list. */
export function chooseStep(windowSeconds: number, maxSteps: number): number {
  const fit = STEPS.find((step) => windowSeconds / step <= maxSteps);
  return fit ?? Math.ceil(windowSeconds / maxSteps / 86_400) * 86_400;
}
