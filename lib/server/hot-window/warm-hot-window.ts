import type { PointReader } from '../store/contract/point-reader';
import type { SeriesDirectory } from '../store/contract/series-directory';
import type { PointSample } from '../store/contract/telemetry-sink';
import { HOT_WINDOW_LIMITS } from './hot-window-limits';
import type { MemoryHotWindow } from './memory-hot-window';

const STEP_MS = 10_000;

/** Fills a new hot window from the store; what the store keeps by 10 s counts in the first of them. */
export async function warmHotWindow(
  hot: MemoryHotWindow,
  store: { points: PointReader; series: SeriesDirectory },
  nowMs: number,
): Promise<number> {
  const fromMs = Math.ceil((nowMs - HOT_WINDOW_LIMITS.seconds * 1_000) / STEP_MS) * STEP_MS;
  const series = store.series.select({});
  if (series.length === 0) {
    hot.warm(fromMs, []);
    return 0;
  }
  const { startMs, stepMs, points } = await store.points.readSteps({ fromMs, toMs: nowMs }, STEP_MS, series);
  const samples: PointSample[] = [];
  for (const [id, steps] of points) {
    for (const [step, point] of steps.entries()) {
      if (point !== undefined) samples.push({ series: id, second: (startMs + step * stepMs) / 1_000, point });
    }
  }
  samples.sort((a, b) => a.second - b.second);
  hot.warm(fromMs, samples);
  return samples.length;
}
