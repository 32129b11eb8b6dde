import type { SessionPlan } from '../../lib/mesh/routing/route-plan';
import { isSessionLive, readSession, type Session, writeSession } from '../../lib/mesh/traffic/session';
import { findCookie } from './cookie';
import type { ExchangeView } from './exchange-view';

/** The session that a request belongs to, while it lives. */
export function findSession(
  plan: SessionPlan,
  { record, request }: Pick<ExchangeView, 'record' | 'request'>,
): Session | undefined {
  const { headers } = request;
  const text =
    plan.kind === 'header'
      ? headers.findNamed(plan.name.toLowerCase())
      : findCookie(headers.findNamed('cookie') ?? '', plan.name);
  const session = text === undefined ? undefined : readSession(text);
  return session !== undefined && isSessionLive(session, plan, record.startedAtMs) ? session : undefined;
}

/** Tells the client of its session with an answer of the endpoint: a new one, and one whose idle time begins anew. */
export function offerSession(plan: SessionPlan, exchange: ExchangeView): void {
  const { endpoint, record, responseHeaders } = exchange;
  if (endpoint === undefined || responseHeaders === undefined || record.details !== 'via_upstream') return;
  const known = findSession(plan, exchange);
  const stays = known?.host === endpoint.hostPort && known.cluster === record.upstreamCluster;
  if (stays && plan.idleTimeoutMs === undefined) return;
  const session = {
    cluster: record.upstreamCluster,
    host: endpoint.hostPort,
    startedAtMs: stays ? known.startedAtMs : record.startedAtMs,
    seenAtMs: record.startedAtMs,
  };
  const text = writeSession(session);
  if (plan.kind === 'header') responseHeaders.append(plan.name.toLowerCase(), text);
  else responseHeaders.append('set-cookie', cookieOf(plan, text, session));
}

function cookieOf(
  { absoluteTimeoutMs, cookie, name }: SessionPlan,
  text: string,
  { seenAtMs, startedAtMs }: Session,
): string {
  const lastsMs =
    cookie?.isPermanent === true && absoluteTimeoutMs !== undefined
      ? absoluteTimeoutMs - (seenAtMs - startedAtMs)
      : undefined;
  const age = lastsMs === undefined ? '' : `; Max-Age=${Math.max(0, Math.floor(lastsMs / 1000))}`;
  return `${name}=${text}; Path=/${age}; HttpOnly`;
}
