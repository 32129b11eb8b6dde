/**
 * One request = one count. A request between two proxies is reported twice, by the caller's (source) and by the
 * callee's (destination or waypoint); a request that never arrived, or whose peer has no proxy, only once. Labels carry
 * no request id, so the two reports are matched as sums of a channel (source, destination, protocol):
 *
 * - what the source flags as never sent (UF, UH, NR, ...) is counted from the source, nobody else knows of it;
 * - what the source ended itself (UT, DC, UC, ...) is counted from the source too, since that is what the client got;
 *   as many of the destination's surplus reports (outcomes it counted more often than the source) are taken back;
 * - the rest is counted from the destination (Istio's and Kiali's precedence); what the source saw beyond that, because
 *   the destination's reports are late, lost or partial, is topped up from the source.
 *
 * So a channel counts max(source, destination) + never sent: exact whenever one side reported everything, and exact by
 * code as the client saw it. The result is a weight a series: totals, steps, groups and histograms are weighted sums,
 * and therefore agree with each other.
 */
import { adoptUnanswered } from './adopt-unanswered';
import { type Channel, type CountedSeries, quantityOf, type SeriesPoint } from './counted-series';
import { reconcileChannel } from './reconcile-channel';

/** Decides for every series how much of it counts; the result is in the order of the input. */
export function reconcileReporters(series: readonly SeriesPoint[]): CountedSeries[] {
  const counted: CountedSeries[] = series.map(({ facts, point }) => ({
    facts,
    point,
    weight: 1,
    destination: facts,
  }));
  const channels = new Map<string, Channel>();
  const unanswered: CountedSeries[] = [];
  for (const row of counted) {
    const { facts } = row;
    if (!facts.hasDestination && facts.reach === 'unsure' && facts.protocol !== 'tcp') unanswered.push(row);
    let channel = channels.get(facts.channel);
    if (channel === undefined) {
      channel = { source: [], destination: [], waypoint: [] };
      channels.set(facts.channel, channel);
    }
    channel[facts.reporter].push(row);
  }
  for (const channel of channels.values()) chooseFarSide(channel);
  const adopted = adoptUnanswered(unanswered, channels);
  for (const channel of channels.values()) {
    if (channel.source.length > 0 && channel.destination.length > 0) reconcileChannel(channel);
  }
  return adopted.length === 0 ? counted : [...counted, ...adopted];
}

/** Both a waypoint and a sidecar behind it report the same requests: the one that saw more counts. */
function chooseFarSide(channel: Channel): void {
  if (channel.waypoint.length === 0) return;
  const waypointSawMore = quantityOf(channel.waypoint) > quantityOf(channel.destination);
  const unused = waypointSawMore ? channel.destination : channel.waypoint;
  if (waypointSawMore) channel.destination = channel.waypoint;
  for (const row of unused) row.weight = 0;
}
