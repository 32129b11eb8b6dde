import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { addSignal, createSignalSum, type SignalSum } from '../../mesh/metrics/signal-sum';
import type { KeyOf } from './group-signals';
import type { TrafficSteps } from './read-traffic';

/** The key of what is folded together because it is not among the busiest. */
export const OTHER = 'other';
/** How many groups stay apart. */
const MAX_GROUPS = 12;

/** One group: its totals and its course. */
export interface GroupSum {
  key: string;
  total: SignalSum;
  steps: SignalSum[];
}

/** Sums series group by group, busiest first; what is beyond the busiest ones is folded into `other`. */
export function sumGroups(traffic: TrafficSteps, series: readonly CountedSeries[], keyOf: KeyOf): GroupSum[] {
  const members = new Map<string, CountedSeries[]>();
  for (const row of series) {
    const key = keyOf(row);
    const group = members.get(key);
    if (group === undefined) members.set(key, [row]);
    else group.push(row);
  }
  const ranked = [...members].map(([key, rows]) => ({ key, rows, amount: amountOf(rows) }));
  ranked.sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1));
  const busiest = ranked.length <= MAX_GROUPS ? ranked : ranked.slice(0, MAX_GROUPS - 1);
  const groups = busiest.map(({ key, rows }) => sumGroup(traffic, key, rows));
  const rest = ranked.slice(busiest.length).flatMap(({ rows }) => rows);
  return rest.length === 0 ? groups : [...groups, sumGroup(traffic, OTHER, rest)];
}

function sumGroup(traffic: TrafficSteps, key: string, rows: readonly CountedSeries[]): GroupSum {
  const total = createSignalSum();
  const steps = Array.from({ length: traffic.steps.steps }, createSignalSum);
  for (const row of rows) {
    if (row.weight === 0) continue;
    addSignal(total, row.point, row);
    for (const [index, point] of traffic.stepsOf(row).entries()) {
      const step = steps[index];
      if (point !== undefined && step !== undefined) addSignal(step, point, row);
    }
  }
  return { key, total, steps };
}

function amountOf(rows: readonly CountedSeries[]): number {
  let amount = 0;
  for (const { point, weight } of rows) {
    amount += (point.requests + (point.tcpSentBytes + point.tcpReceivedBytes) * 1e-6) * weight;
  }
  return amount;
}
