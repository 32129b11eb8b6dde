import type { LocalityPreference } from '../routing/effective-traffic-policy';
import { groupBy } from './group-by';
import { isInArea, localityDistance, parseLocality } from './locality';

/** An endpoint by where it is. */
export interface PlacedHost {
  /** `region/zone/subzone`, empty when unknown. */
  readonly locality: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The caller, by where it is. */
export interface Place {
  readonly locality: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Hosts that are used alike. */
export interface HostGroup<Host> {
  /** 0 is used first; the next one when too few of it are left. */
  readonly priority: number;
  /** Share among the groups of one priority. */
  readonly weight: number;
  readonly hosts: readonly Host[];
}

/**
 * Who is preferred, as Istio computes it: shares by locality (`distribute`) where they name the caller's place, else
 * failover from near to far, which only works where outlier detection says who is ill. No preference: one group.
 */
export function groupHosts<Host extends PlacedHost>(
  hosts: readonly Host[],
  own: Place,
  preference: LocalityPreference | undefined,
  hasOutlierDetection: boolean,
): HostGroup<Host>[] {
  const all = [{ priority: 0, weight: 1, hosts }];
  if (preference === undefined) return all;
  const shares = findShares(own.locality, preference);
  if (shares !== undefined) return groupByShares(hosts, shares);
  if (!hasOutlierDetection) return all;
  const { failover, failoverPriority } = preference;
  if (failoverPriority.length > 0) {
    return groupByRank(hosts, (host) => labelRank(host, own, failoverPriority));
  }
  return own.locality === '' ? all : groupByRank(hosts, (host) => localityRank(host, own, failover));
}

/** The most specific `from` that names the caller's place. */
function findShares(
  locality: string,
  { distribute }: LocalityPreference,
): Readonly<Record<string, number>> | undefined {
  if (locality === '') return undefined;
  return distribute
    .filter(({ from }) => isInArea(locality, from))
    .toSorted((a, b) => specificity(b.from) - specificity(a.from))[0]?.to;
}

function specificity(pattern: string): number {
  return pattern.split('/').filter((part) => part !== '' && part !== '*').length;
}

/** Each area's share is divided among its localities by how many hosts they have; hosts of no area get nothing. */
function groupByShares<Host extends PlacedHost>(
  hosts: readonly Host[],
  shares: Readonly<Record<string, number>>,
): HostGroup<Host>[] {
  const areas = Object.keys(shares).toSorted((a, b) => specificity(b) - specificity(a));
  const byArea = groupBy(hosts, ({ locality }) => areas.find((area) => isInArea(locality, area)));
  return byArea.flatMap(([area, members]) =>
    area === undefined ? [] : [{ priority: 0, weight: shares[area] ?? 0, hosts: members }],
  );
}

/** Ranks that nobody has are left out: priorities count from 0 without gaps. */
function groupByRank<Host>(hosts: readonly Host[], rankOf: (host: Host) => number): HostGroup<Host>[] {
  const byRank = groupBy(hosts, rankOf).sort(([a], [b]) => a - b);
  return byRank.map(([, members], priority) => ({ priority, weight: 1, hosts: members }));
}

/** How many of the leading labels are not shared: `topology.kubernetes.io/region`, or `app=v1` for a fixed value. */
function labelRank(host: PlacedHost, own: Place, keys: readonly string[]): number {
  const firstDifferent = keys.findIndex((key) => {
    const [name = '', value = labelOf(own, name)] = key.split('=', 2);
    return value === undefined || labelOf(host, name) !== value;
  });
  return firstDifferent < 0 ? 0 : keys.length - firstDifferent;
}

/** Regions, zones and subzones count as labels even where only the locality tells them. */
function labelOf({ labels, locality }: PlacedHost, name: string): string | undefined {
  const known = labels[name];
  if (known !== undefined) return known;
  const { region, subzone, zone } = parseLocality(locality);
  const byName: Readonly<Record<string, string>> = {
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    'topology.istio.io/subzone': subzone,
  };
  return byName[name] || undefined;
}

/** Elsewhere is one step further unless it is where the caller's region fails over to. */
function localityRank(host: PlacedHost, own: Place, failover: LocalityPreference['failover']): number {
  const from = parseLocality(own.locality);
  const to = parseLocality(host.locality);
  const distance = localityDistance(from, to);
  if (distance < 3) return distance;
  const target = failover.find((rule) => rule.from === from.region);
  return target === undefined || target.to === to.region ? 3 : 4;
}
