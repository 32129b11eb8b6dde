import type { LoadBalancer } from '../../../config/kinds/destination-rule';
import { each, type FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';
import { checkLocality, checkZoneAware } from './locality';

const LARGEST_TABLE = 5_000_011;

/** The field rules of load balancing. */
export function checkLoadBalancer(
  balancer: LoadBalancer | undefined,
  hasOutlierDetection: boolean,
  path: string,
  report: FieldReport,
): void {
  if (balancer === undefined) return;
  checkHash(balancer.consistentHash, `${path}.consistentHash`, report);
  if (balancer.localityLbSetting !== undefined && balancer.zoneAwareLbSetting !== undefined) {
    report.error(
      'destination-rule/locality-and-zone',
      `${path}.zoneAwareLbSetting`,
      'localityLbSetting and zoneAwareLbSetting both decide about locality; choose one',
    );
  }
  checkLocality(balancer.localityLbSetting, hasOutlierDetection, `${path}.localityLbSetting`, report);
  checkZoneAware(balancer.zoneAwareLbSetting, hasOutlierDetection, `${path}.zoneAwareLbSetting`, report);
  checkWarmup(balancer.warmup, `${path}.warmup`, report);
}

function checkHash(hash: LoadBalancer['consistentHash'], path: string, report: FieldReport): void {
  if (hash === undefined) return;
  const { httpCookie, minimumRingSize = 0, maglev } = hash;
  if (httpCookie !== undefined && (httpCookie.name ?? '') === '') {
    report.error(
      'destination-rule/cookie-without-name',
      `${path}.httpCookie.name`,
      'The cookie needs a name',
    );
  }
  const names = new Set<string>();
  each(httpCookie?.attributes, `${path}.httpCookie.attributes`, ({ name = '' }, at) => {
    if (name === '')
      report.error(
        'destination-rule/cookie-attribute',
        `${at}.name`,
        'The attribute of the cookie needs a name',
      );
    else if (names.has(name))
      report.error(
        'destination-rule/cookie-attribute',
        `${at}.name`,
        `Attribute "${name}" of the cookie is there twice`,
      );
    names.add(name);
  });
  if (minimumRingSize !== 0) {
    report.warn(
      'destination-rule/deprecated-ring-size',
      `${path}.minimumRingSize`,
      'minimumRingSize has been replaced by ringHash.minimumRingSize',
      {
        title: 'Use ringHash.minimumRingSize',
        edits: [
          { path: `${path}.minimumRingSize` },
          { path: `${path}.ringHash.minimumRingSize`, value: minimumRingSize },
        ],
      },
    );
    if (hash.ringHash !== undefined || maglev !== undefined) {
      report.error(
        'destination-rule/two-ring-sizes',
        `${path}.minimumRingSize`,
        'minimumRingSize stands beside ringHash or maglev; remove it',
      );
    }
  }
  if (maglev !== undefined)
    report.check(
      'destination-rule/invalid-table-size',
      `${path}.maglev.tableSize`,
      tableSizeProblem(maglev.tableSize ?? 0),
    );
}

function tableSizeProblem(size: number): string | undefined {
  if (size === 0) return 'maglev needs a tableSize';
  if (size >= LARGEST_TABLE)
    return `The table of ${size} entries is too large; it must have less than ${LARGEST_TABLE}`;
  return isPrime(size) ? undefined : `The table must have a prime number of entries; ${size} is none`;
}

function isPrime(number: number): boolean {
  if (number < 2 || (number > 2 && number % 2 === 0)) return false;
  for (let factor = 3; factor * factor <= number; factor += 2) if (number % factor === 0) return false;
  return true;
}

function checkWarmup(warmup: LoadBalancer['warmup'], path: string, report: FieldReport): void {
  if (warmup === undefined) return;
  const { duration, minimumPercent = 0, aggression } = warmup;
  report.check(
    'destination-rule/invalid-warmup',
    `${path}.duration`,
    duration === undefined ? 'The warm-up needs a duration' : durationProblem(duration),
  );
  if (minimumPercent > 100)
    report.error(
      'destination-rule/invalid-warmup',
      `${path}.minimumPercent`,
      `${minimumPercent} percent are more than a full share`,
    );
  if (aggression !== undefined && aggression <= 0) {
    report.error(
      'destination-rule/invalid-warmup',
      `${path}.aggression`,
      `The aggression ${aggression} must be more than 0`,
    );
  }
}
