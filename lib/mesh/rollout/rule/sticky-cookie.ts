import type { RolloutPlan, Sticky } from '../plan';

/** Sessions are no business of scripts; the cookie holds on every path of the host. */
const SET_COOKIE = /^([^=;\s]+)=([^;]*); Path=\/; Max-Age=(\d+); HttpOnly$/;

/** The cookie of users who have met the canary. */
export function stickyPair({
  sticky,
  canary,
}: Pick<RolloutPlan, 'sticky' | 'canary'>): { name: string; value: string } | undefined {
  if (sticky === undefined) return undefined;
  return { name: sticky.cookie, value: sticky.value ?? canary.version };
}

/** The value of the Set-Cookie header that makes users stay. */
export function printSticky(pair: { name: string; value: string }, seconds: number): string {
  return `${pair.name}=${pair.value}; Path=/; Max-Age=${seconds}; HttpOnly`;
}

/** The other way round; undefined for every cookie of another making. */
export function readSticky(setCookie: string): Required<Sticky> | undefined {
  const [, cookie, value, seconds] = SET_COOKIE.exec(setCookie) ?? [];
  if (cookie === undefined || value === undefined) return undefined;
  return { cookie, value, seconds: Number(seconds) };
}
