import type { Channel } from './counted-series';

/**
 * In a mesh without sidecars a ztunnel counts the connections (HBONE) in which a waypoint's requests travel. The waypoint
 * reports the same bytes as requests, so between two workloads of which it does, connections that only ztunnels saw count for
 * nothing. Connections that a waypoint passed on it reports itself.
 */
export function leaveTunnels(channels: ReadonlyMap<string, Channel>): void {
  const proxied = new Set<string>();
  for (const [name, { waypoint }] of channels)
    if (waypoint.some(({ facts }) => facts.protocol !== 'tcp')) proxied.add(endsOf(name));
  if (proxied.size === 0) return;
  for (const [name, { source, destination, waypoint }] of channels) {
    const rows = [...source, ...destination];
    if (waypoint.length > 0 || rows[0]?.facts.protocol !== 'tcp' || !proxied.has(endsOf(name))) continue;
    for (const row of rows) row.weight = 0;
  }
}

/** A channel's name without the protocol at its end. */
function endsOf(channel: string): string {
  return channel.slice(0, channel.lastIndexOf('\u0000'));
}
