/** Waits as long as work of this kind takes: log-normal around `medianMs`, which is how real latencies look. */
export function pause(random: () => number, medianMs: number, spread = 0.35): Promise<void> {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return new Promise((resolve) => setTimeout(resolve, medianMs * Math.exp(spread * normal)));
}
