import type { SessionPlan } from '../routing/route-plan';

/** What a client carries of its session: where it goes, since when, and when it was last seen. */
export interface Session {
  /** Envoy's name of the cluster. */
  cluster: string;
  /** `address:port` of the endpoint. */
  host: string;
  /** Epoch milliseconds, whole seconds on the wire. */
  startedAtMs: number;
  seenAtMs: number;
}

const LONGEST_TOKEN = 1_024;

/** A session as the text of a cookie or header. */
export function writeSession({ cluster, host, startedAtMs, seenAtMs }: Session): string {
  const seconds = [startedAtMs, seenAtMs].map((ms) => Math.floor(ms / 1000).toString(36));
  return btoa([...seconds, host, cluster].join(' '))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Reads such a text; undefined for one that is none. What it says is to be checked: anybody can write one. */
export function readSession(text: string): Session | undefined {
  if (text.length > LONGEST_TOKEN || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const [started = '', seen = '', host = '', cluster = ''] = decode(text).split(' ');
  const [startedAtMs = Number.NaN, seenAtMs = Number.NaN] = [started, seen].map(
    (part) => Number.parseInt(part, 36) * 1000,
  );
  if (Number.isNaN(startedAtMs) || Number.isNaN(seenAtMs) || host === '' || cluster === '') return undefined;
  return { cluster, host, startedAtMs, seenAtMs };
}

/** Whether a session still counts: both of its times may end it (Gateway API's `sessionPersistence`). */
export function isSessionLive(
  { startedAtMs, seenAtMs }: Session,
  { absoluteTimeoutMs, idleTimeoutMs }: Pick<SessionPlan, 'absoluteTimeoutMs' | 'idleTimeoutMs'>,
  nowMs: number,
): boolean {
  return (
    (absoluteTimeoutMs === undefined || nowMs - startedAtMs < absoluteTimeoutMs) &&
    (idleTimeoutMs === undefined || nowMs - seenAtMs < idleTimeoutMs)
  );
}

function decode(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
