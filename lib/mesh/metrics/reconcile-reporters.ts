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
 *
 * In most channels the destination saw all that the source says arrived: two sums tell, and nothing is matched. Only the
 * other channels get lists of their rows, which keeps a mesh of 30,000 series from making as many short arrays a second.
 */
import { adoptUnanswered } from './adopt-unanswered';
import { type Channel, type CountedSeries, countWhole, quantityOf, type SeriesPoint } from './counted-series';
import { leaveTunnels } from './leave-tunnels';
import { reconcileChannel } from './reconcile-channel';
import type { SeriesFacts } from './series-facts';
import { splitByCluster } from './split-by-cluster';

/** Decides for every series how much of it counts; the result is in the order of the input. */
export function reconcileReporters(series: readonly SeriesPoint[]): CountedSeries[] {
  return reconcileRows(series.map(({ facts, point }) => countWhole(facts, point)));
}

/** As `reconcileReporters`, of rows made by `countWhole`: it sets their weights in place. */
export function reconcileRows(counted: CountedSeries[]): CountedSeries[] {
  const tallies = new Tallies(counted.length);
  const unanswered: CountedSeries[] = [];
  for (const row of counted) {
    if (isUnanswered(row.facts)) unanswered.push(row);
    addToTally(tallies.find(row.facts), row);
  }
  const channels = new Map<string, Channel>();
  const isPlain = unanswered.length === 0;
  for (const row of counted) {
    const tally = tallies.find(row.facts);
    if (!isPlain || needsMatching(tally)) channelOf(tally, row, channels)[row.facts.reporter].push(row);
    else if (tally.hasFarSide && row.facts.reporter === 'source' && row.facts.reach === 'arrived')
      row.weight = 0;
  }
  const adopted = matchChannels(channels, unanswered);
  return adopted.length === 0 ? counted : [...counted, ...adopted];
}

/** What tells whether the sides of a channel have to be matched. */
interface ChannelTally {
  name: string;
  /** Requests the source says arrived, less those the destination saw. */
  unseen: number;
  hasSource: boolean;
  hasFarSide: boolean;
  /** Has connections, a waypoint, several clusters or requests the source ended itself. */
  isSpecial: boolean;
  /** Of the first series. */
  clusters: { source: string; destination: string } | undefined;
  channel: Channel | undefined;
}

/** The tallies of all channels; by number where channels have one that is not far beyond the number of rows. */
class Tallies {
  private readonly numbered: (ChannelTally | undefined)[];
  private readonly named = new Map<string, ChannelTally>();

  /** Of a few rows of a large mesh the numbers lie far apart: an array of them would be mostly holes, and slow. */
  constructor(rows: number) {
    this.numbered = new Array(2 * rows);
  }

  find({ channel, channelNumber }: SeriesFacts): ChannelTally {
    const isNear = channelNumber >= 0 && channelNumber < this.numbered.length;
    const known = isNear ? this.numbered[channelNumber] : undefined;
    // Two books may count alike.
    if (known?.name === channel) return known;
    let tally = this.named.get(channel);
    if (tally === undefined) {
      tally = {
        name: channel,
        unseen: 0,
        hasSource: false,
        hasFarSide: false,
        isSpecial: false,
        clusters: undefined,
        channel: undefined,
      };
      this.named.set(channel, tally);
    }
    if (isNear && known === undefined) this.numbered[channelNumber] = tally;
    return tally;
  }
}

function addToTally(tally: ChannelTally, { facts, point }: CountedSeries): void {
  const { reporter, reach } = facts;
  if (reporter === 'waypoint' || reach === 'unsure' || facts.protocol === 'tcp') tally.isSpecial = true;
  const { source_cluster: source, destination_cluster: destination } = facts.labels;
  tally.clusters ??= { source, destination };
  if (tally.clusters.source !== source || tally.clusters.destination !== destination) tally.isSpecial = true;
  if (reporter !== 'source') {
    tally.hasFarSide = true;
    tally.unseen -= point.requests;
    return;
  }
  tally.hasSource = true;
  if (reach === 'arrived') tally.unseen += point.requests;
}

function needsMatching({ hasSource, hasFarSide, isSpecial, unseen }: ChannelTally): boolean {
  return isSpecial || (hasSource && hasFarSide && unseen > 0);
}

function channelOf(tally: ChannelTally, { facts }: CountedSeries, channels: Map<string, Channel>): Channel {
  if (tally.channel === undefined) {
    tally.channel = { source: [], destination: [], waypoint: [] };
    channels.set(facts.channel, tally.channel);
  }
  return tally.channel;
}

function matchChannels(channels: Map<string, Channel>, unanswered: CountedSeries[]): CountedSeries[] {
  for (const channel of channels.values()) chooseFarSide(channel);
  const adopted = adoptUnanswered(unanswered, channels);
  for (const channel of channels.values())
    for (const part of splitByCluster(channel))
      if (part.source.length > 0 && part.destination.length > 0) reconcileChannel(part);
  leaveTunnels(channels);
  return adopted;
}

/** A caller's report of requests that it ended itself before it learnt who would answer. */
export function isUnanswered({ hasDestination, reach, protocol }: SeriesFacts): boolean {
  return !hasDestination && reach === 'unsure' && protocol !== 'tcp';
}

/** Both a waypoint and a sidecar behind it report the same requests: the one that saw more counts. */
function chooseFarSide(channel: Channel): void {
  if (channel.waypoint.length === 0) return;
  const waypointSawMore = quantityOf(channel.waypoint) > quantityOf(channel.destination);
  const unused = waypointSawMore ? channel.destination : channel.waypoint;
  if (waypointSawMore) channel.destination = channel.waypoint;
  for (const row of unused) row.weight = 0;
}
