/** A metric of an AnalysisTemplate as a gate that counts readings as Argo counts measurements. */
import type { QueryGate } from '../judge/gate';
import { argoSeconds } from './argo-spec';
import type { LeftField } from './imported-plan';
import { nameLeft } from './name-left';
import { type ReadCondition, readCondition } from './read-condition';

/** What a template measures, and what it makes of that. */
export interface ArgoMetric {
  name?: string;
  interval?: string;
  initialDelay?: string;
  count?: number | string;
  failureLimit?: number | string;
  inconclusiveLimit?: number | string;
  consecutiveErrorLimit?: number | string;
  consecutiveSuccessLimit?: number | string;
  successCondition?: string;
  failureCondition?: string;
  provider?: { prometheus?: { address?: string; query?: string } };
}

/** How often Argo tries again what gave no answer, where the metric does not say. */
const ONCE_SECONDS = 10;
const ERROR_LIMIT = 4;
/** As good as any number of failures. */
const ANY_NUMBER = 1_000_000;

const KNOWN = [
  ...['name', 'interval', 'initialDelay', 'count', 'failureLimit', 'inconclusiveLimit', 'provider'],
  ...['consecutiveErrorLimit', 'consecutiveSuccessLimit', 'successCondition', 'failureCondition'],
];

/** The gate of a metric and the seconds that its measurements take; no gate where it cannot be carried over. */
export function readMetric(
  metric: ArgoMetric,
  field: string,
  isBackground: boolean,
  left: LeftField[],
): { gates: QueryGate[]; seconds: number } {
  const { provider, interval } = metric;
  const condition = readCondition(metric.successCondition, metric.failureCondition);
  const why = findObstacle(metric, condition);
  if (why !== undefined || condition === undefined) {
    left.push({ field, why: why ?? '' });
    return { gates: [], seconds: 0 };
  }
  nameLeft(metric, field, KNOWN, 'it has no counterpart', left);
  const asked = 'the query is asked as it stands';
  nameLeft(provider?.prometheus, `${field}.prometheus`, ['address', 'query'], asked, left);
  if (isBackground) nameBackground(metric, field, left);
  const count = countOf(metric, isBackground, field, left);
  const gate: QueryGate = {
    kind: 'query',
    name: metric.name ?? '',
    url: provider?.prometheus?.address ?? 'http://127.0.0.1:9090',
    query: provider?.prometheus?.query?.trim() ?? '',
    ...condition.bounds,
    ...(condition.good === undefined ? {} : { good: condition.good }),
    intervalSeconds: Math.max(1, interval === undefined ? ONCE_SECONDS : argoSeconds(interval)),
    ...limitsOf(metric, condition, isBackground),
    ...(count === undefined ? {} : { count }),
  };
  const { delaySeconds = 0, intervalSeconds } = gate;
  return { gates: [gate], seconds: delaySeconds + intervalSeconds * Math.max(1, count ?? 1) };
}

/** Why a metric decides nothing here; undefined when it does. */
function findObstacle(
  { provider, successCondition, failureCondition, failureLimit = 0, consecutiveSuccessLimit = 0 }: ArgoMetric,
  condition: ReadCondition | undefined,
): string | undefined {
  if (provider?.prometheus?.query === undefined) return 'only the provider prometheus can be asked';
  if (successCondition === undefined && failureCondition === undefined) {
    return 'without a condition it decides nothing';
  }
  if (condition === undefined) return 'its condition is more than comparisons of the result with numbers';
  const isIgnored = Number(failureLimit) < 0 && Number(consecutiveSuccessLimit) <= 0;
  return isIgnored ? 'with a failureLimit below 0 it decides nothing' : undefined;
}

/** Argo's limits are the most that is let pass; here it is the first that is not. */
function limitsOf(
  metric: ArgoMetric,
  condition: ReadCondition,
  isBackground: boolean,
): Partial<QueryGate> & { failures: number } {
  const failureLimit = Number(metric.failureLimit ?? 0);
  const goodInARow = Number(metric.consecutiveSuccessLimit ?? 0);
  const delaySeconds = metric.initialDelay === undefined ? 0 : argoSeconds(metric.initialDelay);
  return {
    failures: failureLimit < 0 ? ANY_NUMBER : failureLimit + 1,
    ...meaningsOf(condition),
    emptyInARow: Number(metric.consecutiveErrorLimit ?? ERROR_LIMIT) + 1,
    ...(canBeUnclear(condition) ? { unclear: Number(metric.inconclusiveLimit ?? 0) + 1 } : {}),
    ...(goodInARow > 0 && !isBackground ? { goodInARow } : {}),
    ...(delaySeconds > 0 ? { delaySeconds } : {}),
  };
}

function meaningsOf({ empty, notANumber }: ReadCondition) {
  return { ...(empty === undefined ? {} : { empty }), notANumber };
}

function canBeUnclear({ good, empty, notANumber }: ReadCondition): boolean {
  return good !== undefined || empty === 'unclear' || notANumber === 'unclear';
}

/** In the background nothing waits for it. Argo measures once where there is neither a count nor an interval. */
function countOf(
  { count, interval, consecutiveSuccessLimit }: ArgoMetric,
  isBackground: boolean,
  field: string,
  left: LeftField[],
): number | undefined {
  if (isBackground) return 0;
  const said = Number(count ?? 0);
  if (said > 0) return said;
  if (interval === undefined) return 1;
  if (Number(consecutiveSuccessLimit ?? 0) > 0) return undefined;
  const why = 'without a count Argo measures on for ever; here one good reading lets the step go on';
  left.push({ field: `${field}.interval`, why });
  return undefined;
}

function nameBackground(metric: ArgoMetric, field: string, left: LeftField[]): void {
  if (metric.count !== undefined || metric.interval === undefined) {
    left.push({ field: `${field}.count`, why: 'beside the steps it is measured until the last one' });
  }
  if (Number(metric.consecutiveSuccessLimit ?? 0) > 0) {
    const why = 'beside the steps nothing waits for it';
    left.push({ field: `${field}.consecutiveSuccessLimit`, why });
  }
  if (Number(metric.inconclusiveLimit ?? 0) > 0) {
    left.push({ field: `${field}.inconclusiveLimit`, why: 'it is counted in each step anew' });
  }
}
