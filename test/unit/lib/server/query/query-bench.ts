import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { mergePoint, type Point } from '@/lib/mesh/metrics/point';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { MemoryHotWindow } from '@/lib/server/hot-window/memory-hot-window';
import { Overrides } from '@/lib/server/overrides/overrides';
import type { Past } from '@/lib/server/past/past-mesh';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import type { QueryContext } from '@/lib/server/query/query-context';
import type { QuerySources } from '@/lib/server/query/query-sources';
import type { PointReader } from '@/lib/server/store/contract/point-reader';
import type { SeriesDirectory, SeriesSelector } from '@/lib/server/store/contract/series-directory';
import type { PointSample } from '@/lib/server/store/contract/telemetry-sink';

/** The console's clock in these tests. */
export const NOW_MS = 1_800_000_000_000;

/** A query context over a real hot window; the store holds the same samples, in steps of ten seconds. */
export class QueryBench {
  readonly context: QueryContext;
  readonly overrides = new Overrides({ tolerances: [], operations: [] });
  /** How often the store was asked for points. */
  storeReads = 0;
  /** Where the history of the store begins. */
  oldestMs: number | undefined;
  private readonly labels: SeriesLabels[] = [];
  private readonly samples: PointSample[] = [];
  private readonly hot: MemoryHotWindow;

  /** With the sources of what the mesh was. */
  constructor(past?: Past) {
    // Memory begins two minutes ago, as after a restart of the console.
    let nowMs = NOW_MS - 120_000;
    this.hot = new MemoryHotWindow({ now: () => nowMs });
    nowMs = NOW_MS;
    const series = this.directory();
    const unused = {} as never;
    const sources: QuerySources = {
      hot: this.hot,
      tail: unused,
      store: {
        series,
        points: this.points(),
        logs: unused,
        traces: unused,
        events: unused,
        incidents: unused,
        applicationLogs: unused,
      },
      registry: {
        agents: () => [],
        snapshot: () => ({
          revision: 1,
          services: [],
          resources: [],
          settings: DEFAULT_MESH_SETTINGS,
          telemetry: { randomSamplingPercentage: 1, accessLogging: true },
        }),
        version: () => 1,
      },
      ...(past === undefined ? {} : { past }),
      overrides: this.overrides,
      now: () => NOW_MS,
    };
    this.context = createQueryContext(sources);
  }

  /** Records traffic `secondsAgo`. */
  add(labels: SeriesLabels, secondsAgo: number, point: Point): void {
    this.labels.push(labels);
    const sample = { series: this.labels.length, second: NOW_MS / 1_000 - secondsAgo, point };
    this.samples.push(sample);
    this.hot.add([sample]);
  }

  /** What the store remembers of a series from before the start. */
  readonly seenBeforeMs = new Map<number, number>();

  private directory(): SeriesDirectory {
    return {
      resolve: () => Promise.reject(new Error('not used')),
      labels: (series) => this.labels[series - 1],
      select: (selector) =>
        this.labels.flatMap((labels, index) => (isSelected(labels, selector) ? index + 1 : [])),
      values: () => [],
      lastSeenMs: (series) => this.seenBeforeMs.get(series),
      firstSeenMs: (series) => {
        const first = this.samples.find((sample) => sample.series === series);
        return first === undefined ? undefined : first.second * 1_000;
      },
      size: () => this.labels.length,
    };
  }

  private points(): PointReader {
    return {
      readTotals: async (window, wanted) => {
        this.storeReads++;
        const points = new Map<number, Point>();
        for (const { series, second, point } of this.samples) {
          const isIn = second * 1_000 >= window.fromMs && second * 1_000 < window.toMs;
          if (!isIn || wanted?.includes(series) === false) continue;
          const known = points.get(series);
          if (known === undefined) points.set(series, structuredClone(point));
          else mergePoint(known, point);
        }
        return { window, points };
      },
      readSteps: () => Promise.reject(new Error('not used')),
      readRequests: async ({ fromMs, toMs }, stepMs) => {
        this.storeReads++;
        const startMs = Math.floor(fromMs / stepMs) * stepMs;
        const steps = Math.ceil((toMs - startMs) / stepMs);
        const requests = new Map<number, Float64Array>();
        for (const { series, second, point } of this.samples) {
          const step = Math.floor((second * 1_000 - startMs) / stepMs);
          if (step < 0 || step >= steps || point.requests === 0) continue;
          const row = requests.get(series) ?? new Float64Array(steps);
          requests.set(series, row);
          row[step] = (row[step] ?? 0) + point.requests;
        }
        return { startMs, stepMs, steps, requests };
      },
      oldestMs: async () => this.oldestMs,
    };
  }
}

function isSelected(labels: SeriesLabels, selector: SeriesSelector): boolean {
  return Object.entries(selector).every(([name, wanted]) => {
    const value = labels[name as keyof SeriesLabels];
    return typeof wanted === 'string' ? value === wanted : wanted.includes(value);
  });
}
