import { type Channel, type CountedSeries, compareSeries, compareText, quantityOf } from './counted-series';
import type { SeriesFacts } from './series-facts';

/**
 * A caller that timed out may never learn which workload it had called, though that workload reported the request. Such
 * reports move to the channel of the same route whose destination has reports to spare; the parts split by channel.
 */
export function adoptUnanswered(
  rows: readonly CountedSeries[],
  channels: ReadonlyMap<string, Channel>,
): CountedSeries[] {
  if (rows.length === 0) return [];
  const byRoute = indexSpare(channels, new Set(rows.map((row) => row.facts.route)));
  const adopted: CountedSeries[] = [];
  for (const row of [...rows].sort(compareSeries)) {
    for (const spare of byRoute.get(row.facts.route) ?? []) {
      const total = row.point.requests;
      const free = total * row.weight;
      const taken = Math.min(free, spare.count);
      if (taken <= 0) continue;
      spare.count -= taken;
      row.weight = (free - taken) / total;
      const part: CountedSeries = { ...row, weight: taken / total, destination: spare.destination };
      spare.channel.source.push(part);
      adopted.push(part);
    }
  }
  return adopted;
}

interface Spare {
  channel: Channel;
  destination: SeriesFacts;
  count: number;
}

function indexSpare(
  channels: ReadonlyMap<string, Channel>,
  routes: ReadonlySet<string>,
): Map<string, Spare[]> {
  const byRoute = new Map<string, Spare[]>();
  for (const channel of channels.values()) {
    const first = channel.destination.find((row) => routes.has(row.facts.route));
    if (first === undefined) continue;
    const known = channel.source.reduce(
      (sum, { facts, point }) => sum + (facts.reach === 'never' ? 0 : point.requests),
      0,
    );
    const count = quantityOf(channel.destination) - known;
    if (count <= 0) continue;
    const spares = byRoute.get(first.facts.route) ?? [];
    spares.push({ channel, destination: first.facts, count });
    byRoute.set(first.facts.route, spares);
  }
  for (const spares of byRoute.values()) {
    spares.sort((a, b) => b.count - a.count || compareText(a.destination.channel, b.destination.channel));
  }
  return byRoute;
}
