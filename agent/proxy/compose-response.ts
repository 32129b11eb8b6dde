import { type BodyFraming, CHUNKED, NO_BODY, UNTIL_CLOSE } from '../http1/body-framing';
import { Header } from '../http1/header-id';
import type { ResponseHead } from '../http1/response-head';
import { dropHopByHop, readConnectionOptions } from './connection-options';

/** What the client is told of its connection. */
export type ResponseKind = 'informational' | 'upgrade' | 'close' | 'keep-alive';

/** How the client learns where the body ends: HTTP/1.0 knows no chunks, HTTP/1.1 need not lose its connection. */
export function findClientFraming(clientMinor: number, upstreamFraming: BodyFraming): BodyFraming {
  if (upstreamFraming >= 0) return upstreamFraming;
  return clientMinor === 0 ? UNTIL_CLOSE : CHUNKED;
}

/** The head the client reads. Layers have had their say; hop-by-hop headers become this hop's own. */
export function composeResponseHead(
  clientMinor: number,
  head: ResponseHead,
  kind: ResponseKind,
  framing: BodyFraming = NO_BODY,
): string {
  const { headers, status } = head;
  const upgrade = kind === 'upgrade' ? headers.find(Header.upgrade) : undefined;
  dropHopByHop(headers, readConnectionOptions(headers));
  const hasNoFraming = status < 200 || status === 204;
  if (framing === UNTIL_CLOSE || hasNoFraming || clientMinor === 0) headers.drop(Header.transferEncoding);
  if (hasNoFraming) headers.drop(Header.contentLength);
  if (framing === CHUNKED && !headers.has(Header.transferEncoding))
    headers.append('transfer-encoding', 'chunked');
  if (upgrade !== undefined) headers.appendLines(`connection: upgrade\r\nupgrade: ${upgrade}\r\n`);
  else headers.appendLines(connectionLine(clientMinor, kind));
  return `HTTP/1.1 ${status} ${head.reason}\r\n${headers.lines()}\r\n`;
}

function connectionLine(clientMinor: number, kind: ResponseKind): string {
  if (kind === 'close') return 'connection: close\r\n';
  // HTTP/1.0 closes unless both sides say otherwise.
  return kind === 'keep-alive' && clientMinor === 0 ? 'connection: keep-alive\r\n' : '';
}
