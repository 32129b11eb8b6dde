/** Whether a draw in [0, 1) falls into `percent`; the smallest step is a millionth, as Istio tells Envoy. */
export function fallsInto(percent: number, draw: number): boolean {
  return Math.floor(draw * 1_000_000) < Math.floor(percent * 10_000);
}
