import type { Channel, CountedSeries } from './counted-series';
import { isKnown } from './series-labels';

/**
 * The same workloads may call each other in several clusters. Where every report says both clusters, each pair of clusters is
 * matched for itself; where one does not, it may belong to any of them and the channel stays whole.
 */
export function splitByCluster(channel: Channel): Iterable<Channel> {
  const { source, destination } = channel;
  const [first] = source;
  if (first === undefined || destination.length === 0) return [channel];
  const isSame = ({ facts }: CountedSeries): boolean =>
    facts.labels.source_cluster === first.facts.labels.source_cluster &&
    facts.labels.destination_cluster === first.facts.labels.destination_cluster;
  if (source.every(isSame) && destination.every(isSame)) return [channel];
  const isTold = ({ facts: { labels } }: CountedSeries): boolean =>
    isKnown(labels.source_cluster) && isKnown(labels.destination_cluster);
  if (!source.every(isTold) || !destination.every(isTold)) return [channel];
  const parts = new Map<string, Channel>();
  for (const row of source) partOf(parts, row).source.push(row);
  for (const row of destination) partOf(parts, row).destination.push(row);
  return parts.values();
}

function partOf(parts: Map<string, Channel>, { facts: { labels } }: CountedSeries): Channel {
  const name = `${labels.source_cluster} ${labels.destination_cluster}`;
  let part = parts.get(name);
  if (part === undefined) {
    part = { source: [], destination: [], waypoint: [] };
    parts.set(name, part);
  }
  return part;
}
