import type { LoadBalancer } from '../../../config/kinds/destination-rule';
import { each, type FieldReport } from '../field-report';

type Locality = NonNullable<LoadBalancer['localityLbSetting']>;
type ZoneAware = NonNullable<LoadBalancer['zoneAwareLbSetting']>;

const TOPOLOGY = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** The field rules of locality-aware balancing. */
export function checkLocality(
  setting: Locality | undefined,
  hasOutlierDetection: boolean,
  path: string,
  report: FieldReport,
): void {
  if (setting === undefined) return;
  const { distribute = [], failover = [] } = setting;
  if (distribute.length > 0 && failover.length > 0) {
    report.error(
      'destination-rule/distribute-and-failover',
      `${path}.failover`,
      'distribute says where all traffic goes, so failover has no say; choose one',
    );
    return;
  }
  if (
    failover.length > 0 &&
    reportTopology(setting, path, 'failover already decides about regions and zones', report)
  )
    return;
  if (!checkShares(distribute, `${path}.distribute`, report)) return;
  report.check(
    'destination-rule/overlapping-localities',
    `${path}.distribute`,
    localitiesProblem(distribute.map((item) => item?.from ?? '')),
  );
  checkFailover(setting, hasOutlierDetection, path, report);
}

/** The field rules of zone-aware balancing, which decides about regions and zones by itself. */
export function checkZoneAware(
  setting: ZoneAware | undefined,
  hasOutlierDetection: boolean,
  path: string,
  report: FieldReport,
): void {
  if (setting === undefined) return;
  reportTopology(setting, path, 'zone-aware balancing decides about regions and zones by itself', report);
  checkFailover(setting, hasOutlierDetection, path, report);
}

function reportTopology(
  { failoverPriority }: ZoneAware,
  path: string,
  why: string,
  report: FieldReport,
): boolean {
  let isReported = false;
  each(failoverPriority, `${path}.failoverPriority`, (label, at) => {
    if (!TOPOLOGY.includes(label.split('=', 1)[0] ?? '')) return;
    report.error(
      'destination-rule/topology-in-priority',
      at,
      `Label "${label}" cannot be in failoverPriority: ${why}`,
    );
    isReported = true;
  });
  return isReported;
}

function checkShares(
  distribute: NonNullable<Locality['distribute']>,
  path: string,
  report: FieldReport,
): boolean {
  let areFine = true;
  each(distribute, path, ({ to = {} }, at) => {
    const shares = Object.values(to);
    const total = shares.reduce((sum, share) => sum + share, 0);
    const bad = shares.find((share) => share <= 0 || share > 100);
    const problem =
      bad !== undefined
        ? `The share ${bad} must be 1 to 100`
        : total === 100
          ? localitiesProblem(Object.keys(to))
          : `The shares add up to ${total}, not to 100`;
    report.check('destination-rule/invalid-distribution', `${at}.to`, problem);
    areFine = areFine && problem === undefined;
  });
  return areFine;
}

function checkFailover(
  { failover = [], failoverPriority = [] }: ZoneAware,
  hasOutlierDetection: boolean,
  path: string,
  report: FieldReport,
): void {
  if (failover.length + failoverPriority.length > 0 && !hasOutlierDetection) {
    report.warn(
      'destination-rule/failover-without-outlier-detection',
      path,
      'Without outlierDetection nobody finds out that endpoints fail, so failover never happens',
    );
  }
  each(failover, `${path}.failover`, ({ from = '', to = '' }, at) => {
    const problem =
      from === to
        ? `Region "${from}" cannot take over from itself`
        : `${from}${to}`.includes('/')
          ? 'Failover is between regions; leave zones out'
          : `${from}${to}`.includes('*')
            ? 'Failover needs names of regions, without *'
            : undefined;
    report.check('destination-rule/invalid-failover', at, problem);
  });
}

/** What is wrong with localities of one list: `region[/zone[/subzone]]`, `*` at the end, none within another. */
export function localitiesProblem(localities: readonly string[]): string | undefined {
  const seen: string[][] = [];
  for (const locality of localities) {
    const stars = locality.split('*').length - 1;
    if (stars > 1 || (stars === 1 && !locality.endsWith('*')))
      return `"${locality}" may have one * only, at its end`;
    const parts = splitLocality(locality);
    if (parts.includes('')) return `"${locality}" has an empty region, zone or subzone`;
    if (seen.some((other) => overlaps(other, parts)))
      return `"${locality}" overlaps with another locality of the list`;
    seen.push(parts);
  }
  return undefined;
}

function splitLocality(locality: string): string[] {
  const [region = '', zone, ...rest] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(rest.length === 0 ? [] : [rest.join('/')])];
}

/** A shorter locality holds all longer ones that begin with it, as `*` does. */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    if (a[depth] === '*' || b[depth] === '*') return true;
    if (a[depth] !== b[depth]) return false;
  }
  return true;
}
