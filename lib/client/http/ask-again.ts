import { ClientError } from './client-error';

/** So often a page asks again while the console cannot answer, so that it heals as soon as it can. */
const ASK_AGAIN_MS = 2_000;

/** Whether the same question may be answered in a moment. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ClientError)) return false;
  return error.code === 'unreachable' || error.code === 'database_unavailable' || error.code === 'overloaded';
}

/** When to ask again of itself: soon after a failure that passes, else after `usualMs`. */
export function askAgainMs(error: unknown, usualMs: number | false = false): number | false {
  if (!isWorthRetrying(error)) return usualMs;
  return usualMs === false ? ASK_AGAIN_MS : Math.min(usualMs, ASK_AGAIN_MS);
}
