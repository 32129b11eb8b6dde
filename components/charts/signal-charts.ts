import type { SignalPoint, SignalsAnswer } from '@/lib/protocol/api/signals';
import type { ChartData, ChartSeries } from './chart-data';
import { assignColors, codeClass, codeClassColor } from './series-color';
import { layOnGrid, timeGrid } from './time-grid';

/** The parts of a signals answer that charts draw. */
export type Signals = Pick<SignalsAnswer, 'from' | 'to' | 'stepSeconds' | 'groups'>;
type Group = Signals['groups'][number];
type Pick1 = (point: SignalPoint) => number | null;

const QUANTILES = [
  ['p50', 'var(--series-1)'],
  ['p90', 'var(--series-4)'],
  ['p95', 'var(--series-2)'],
  ['p99', 'var(--series-7)'],
] as const;

const CLASS_ORDER = ['2xx', 'grpc ok', '3xx', '1xx', '4xx', 'grpc error', '5xx', 'no response', 'other'];

/** One line a group, each with its own stable colour. */
export function chartByGroup(
  signals: Signals,
  pick: Pick1,
  labelOf: (key: string) => string,
  yesterday?: Signals,
  colorAlone = 'var(--series-1)',
): ChartData {
  const colors = assignColors(signals.groups.map(({ key }) => key));
  const isAlone = signals.groups.length === 1;
  const series = signals.groups.map(({ key }) => ({
    key,
    label: labelOf(key),
    color: isAlone ? colorAlone : (colors.get(key) ?? 'var(--idle)'),
    pick,
  }));
  return draw(signals, series, yesterday, pick);
}

/** Requests a second stacked by class of response code; `signals` must be split by code. */
export function chartByCodeClass(signals: Signals, yesterday?: Signals): ChartData {
  const timesMs = gridOf(signals);
  const classes = CLASS_ORDER.filter((name) => signals.groups.some(({ key }) => codeClass(key) === name));
  const seen = timesMs.map((t) => signals.groups.some(({ points }) => points.some((point) => point.t === t)));
  const series = classes.map((name) => {
    const rows = signals.groups
      .filter(({ key }) => codeClass(key) === name)
      .map(({ points }) => layOnGrid(points, timesMs, ({ rate }) => rate));
    // A class that is silent while others speak is zero, not unknown.
    const values = timesMs.map((_, at) =>
      seen[at] ? rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) : null,
    );
    return { key: name, label: name, color: codeClassColor(name), values };
  });
  const reference =
    yesterday === undefined ? [] : [referenceSeries(signals, yesterday, timesMs, ({ rate }) => rate)];
  return { timesMs, stepMs: signals.stepSeconds * 1000, series: [...reference, ...series] };
}

/** The share of requests that failed in a bucket; unknown where none came. */
export function errorShare({ rate, errorRate }: SignalPoint): number | null {
  return rate > 0 ? Math.min(1, errorRate / rate) : null;
}

/** p50, p90, p95 and p99 of the one group. */
export function chartQuantiles(signals: Signals, yesterday?: Signals): ChartData {
  const series = QUANTILES.map(([name, color]) => ({
    key: signals.groups[0]?.key ?? '',
    id: name,
    label: name,
    color,
    pick: (point: SignalPoint) => point[name],
  }));
  return draw(signals, series, yesterday, ({ p99 }) => p99);
}

/** Bytes a second of requests and responses, or of a tcp connection's two directions. */
export function chartBytes(signals: Signals): ChartData {
  const isTcp = signals.groups.some(
    ({ totals }) => totals.requests === 0 && totals.tcpReceivedBytes + totals.tcpSentBytes > 0,
  );
  return isTcp
    ? drawBothWays(
        signals,
        ['received', ({ tcpReceivedBytes }) => tcpReceivedBytes],
        ['sent', ({ tcpSentBytes }) => tcpSentBytes],
      )
    : drawBothWays(
        signals,
        ['requests', ({ requestBytes }) => requestBytes],
        ['responses', ({ responseBytes }) => responseBytes],
      );
}

/** gRPC messages a second of requests and responses; undefined where none were exchanged. */
export function chartMessages(signals: Signals): ChartData | undefined {
  const isGrpc = signals.groups.some(({ totals }) => totals.requestMessages + totals.responseMessages > 0);
  if (!isGrpc) return undefined;
  return drawBothWays(
    signals,
    ['requests', ({ requestMessages }) => requestMessages],
    ['responses', ({ responseMessages }) => responseMessages],
  );
}

type Way = readonly [label: string, pick: Pick1];

function drawBothWays(signals: Signals, there: Way, back: Way): ChartData {
  const key = signals.groups[0]?.key ?? '';
  const line = (id: string, [label, pick]: Way, color: string): Drawn => ({ key, id, label, color, pick });
  const pair = [line('in', there, 'var(--series-1)'), line('out', back, 'var(--series-2)')];
  return draw(signals, pair, undefined, () => null);
}

function gridOf(signals: Signals): readonly number[] {
  return timeGrid(signals, signals.stepSeconds, signals.groups[0]?.points[0]?.t);
}

type Drawn = { key: string; id?: string; label: string; color: string; pick: Pick1 };

function draw(
  signals: Signals,
  drawn: readonly Drawn[],
  yesterday: Signals | undefined,
  reference: Pick1,
): ChartData {
  const timesMs = gridOf(signals);
  const pointsOf = (from: Signals, key: string) =>
    from.groups.find((group: Group) => group.key === key)?.points ?? [];
  const series: ChartSeries[] = drawn.map(({ key, id, label, color, pick }) => ({
    key: id ?? key,
    label,
    color,
    values: layOnGrid(pointsOf(signals, key), timesMs, pick),
  }));
  if (yesterday !== undefined) series.unshift(referenceSeries(signals, yesterday, timesMs, reference));
  return { timesMs, stepMs: signals.stepSeconds * 1000, series };
}

function referenceSeries(now: Signals, then: Signals, timesMs: readonly number[], pick: Pick1): ChartSeries {
  const stepMs = now.stepSeconds * 1000;
  const shift = Math.round((now.from - then.from) / stepMs) * stepMs;
  const points = (then.groups[0]?.points ?? []).map((point) => ({ ...point, t: point.t + shift }));
  return {
    key: 'reference',
    label: 'yesterday',
    color: 'var(--muted)',
    values: layOnGrid(points, timesMs, pick),
    isReference: true,
  };
}
