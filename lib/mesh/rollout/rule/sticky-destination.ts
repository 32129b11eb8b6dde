import type { HttpRoute } from '../../config/kinds/virtual-service';
import type { RolloutPlan, RolloutVersion, Sticky } from '../plan';
import { isTo } from './is-to';
import { printSticky, readSticky, stickyPair } from './sticky-cookie';

type Destination = NonNullable<HttpRoute['route']>[number];

/** The canary's answers set the cookie; a cookie that it sets already is left alone. */
export function makeSticky(
  route: readonly Destination[],
  versions: Pick<RolloutPlan, 'canary' | 'sticky'>,
): Destination[] {
  const pair = stickyPair(versions);
  if (pair === undefined) return [...route];
  const cookie = printSticky(pair, versions.sticky?.seconds ?? 0);
  return route.map((one) => {
    const { headers = {} } = one;
    const add = headers.response?.add ?? {};
    if (!isTo(one.destination, versions.canary) || findSetCookie(add) !== undefined) return one;
    return {
      ...one,
      headers: { ...headers, response: { ...headers.response, add: { ...add, 'set-cookie': cookie } } },
    };
  });
}

/** The rule without the cookie of an earlier shape, where that is to be replaced. */
export function forgetSticky(
  rule: HttpRoute,
  canary: RolloutVersion,
  isReplaced: (sticky: Required<Sticky>) => boolean,
): HttpRoute {
  const isEarlier = (value: string): boolean => {
    const sticky = readSticky(value);
    return sticky !== undefined && isReplaced(sticky);
  };
  const isOurs = ({ destination, headers }: Destination): boolean =>
    isTo(destination, canary) && isEarlier(findSetCookie(headers?.response?.add ?? {})?.value ?? '');
  if (rule.route === undefined || !rule.route.some(isOurs)) return rule;
  return { ...rule, route: rule.route.map((one) => (isOurs(one) ? withoutSetCookie(one) : one)) };
}

function withoutSetCookie({ headers = {}, ...rest }: Destination): Destination {
  const { response = {}, ...other } = headers;
  const { add = {}, ...operations } = response;
  const kept = Object.fromEntries(Object.entries(add).filter(([name]) => !isSetCookie(name)));
  const left = { ...operations, ...(Object.keys(kept).length === 0 ? {} : { add: kept }) };
  const all = { ...other, ...(Object.keys(left).length === 0 ? {} : { response: left }) };
  return Object.keys(all).length === 0 ? rest : { ...rest, headers: all };
}

/** The Set-Cookie header among added ones. */
export function findSetCookie(
  add: Readonly<Record<string, string>>,
): { name: string; value: string } | undefined {
  const found = Object.entries(add).find(([name]) => isSetCookie(name));
  return found === undefined ? undefined : { name: found[0], value: found[1] };
}

function isSetCookie(name: string): boolean {
  return name.toLowerCase() === 'set-cookie';
}
