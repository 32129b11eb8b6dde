import type { CanaryMatch, RolloutPlan } from '../plan';
import type { TrafficShape } from '../traffic-shape';
import { cookiePattern } from './cookie-pattern';
import type { HeaderCondition } from './join-conditions';
import { stickyPair } from './sticky-cookie';

/** Each is a way to the canary whatever the weights are: all conditions of one of them. */
export function leadsOf(
  { match, canaryPercent }: TrafficShape,
  versions: Pick<RolloutPlan, 'sticky' | 'canary'>,
): HeaderCondition[][] {
  const pair = isShared(canaryPercent) ? stickyPair(versions) : undefined;
  return [
    ...(match === undefined ? [] : [conditionsOf(match)]),
    ...(pair === undefined ? [] : [conditionsOf({ cookie: pair })]),
  ];
}

/** Whether there is a choice of versions to stay with. */
export function isShared(canaryPercent: number): boolean {
  return canaryPercent > 0 && canaryPercent < 100;
}

/** What a header and a cookie ask of a request. */
export function conditionsOf({ header, cookie }: CanaryMatch): HeaderCondition[] {
  return [
    ...(header === undefined ? [] : [{ ...header, kind: 'exact' as const }]),
    ...(cookie === undefined
      ? []
      : [{ name: 'cookie', kind: 'regex' as const, value: cookiePattern(cookie.name, cookie.value) }]),
  ];
}
