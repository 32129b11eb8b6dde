import type { IncomingHttpHeaders } from 'node:http';

/**
 * False for a request that a page of another site made. Browsers name the origin on every write and on every WebSocket;
 * what names none is no browser (or an old one without cookies worth stealing: ours are SameSite=Strict).
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
