import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import type { HeaderBlock } from '../http1/header-block';

/**
 * Heads are text inside the proxy: HTTP/2's are written out as HTTP/1.1 would have them, so that one parser judges what
 * may stand in a head, and read back where a stream is written.
 */

/** The head of a stream's request; `raw` are names and values in turn, `hasBody` that more frames follow. */
export function writeRequestHead(raw: readonly string[], hasBody: boolean): string {
  const pseudo = new Map<string, string>();
  const cookies: string[] = [];
  let lines = '';
  let hasLength = false;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    if (name.startsWith(':')) pseudo.set(name, value);
    // Crumbs of one header (RFC 9113 8.2.3).
    else if (name === 'cookie') cookies.push(value);
    // `:authority` is what counts (RFC 9113 8.3.1).
    else if (name === 'host' && raw.includes(':authority')) continue;
    else {
      hasLength ||= name === 'content-length';
      lines += `${name}: ${value}\r\n`;
    }
  }
  if (cookies.length > 0) lines += `cookie: ${cookies.join('; ')}\r\n`;
  if (hasBody && !hasLength) lines += 'transfer-encoding: chunked\r\n';
  const authority = pseudo.get(':authority');
  const host = authority === undefined ? '' : `host: ${authority}\r\n`;
  const target = pseudo.get(':path') ?? authority ?? '';
  return `${pseudo.get(':method') ?? ''} ${target} HTTP/1.1\r\n${host}${lines}\r\n`;
}

/** The head of a stream's response. */
export function writeResponseHead(headers: IncomingHttpHeaders): string {
  const status = (headers as Record<string, unknown>)[':status'];
  return `HTTP/1.1 ${status} \r\n${writeLines(headers)}\r\n`;
}

/** Header lines behind each other, without pseudo headers. */
export function writeLines(headers: IncomingHttpHeaders): string {
  let lines = '';
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(':') || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) lines += `${name}: ${one}\r\n`;
  }
  return lines;
}

/** A head as Node writes it to a stream, and the words of its first line. */
export interface ReadHead {
  readonly start: readonly string[];
  readonly headers: OutgoingHttpHeaders;
}

/** Reads a head that the proxy wrote, without what HTTP/2 says in other ways. */
export function readHead(text: string): ReadHead {
  const end = text.indexOf('\r\n');
  return { start: text.slice(0, end).split(' '), headers: readLines(text.slice(end + 2)) };
}

/** Trailers as Node writes them. */
export function readTrailers(trailers: HeaderBlock | undefined): OutgoingHttpHeaders {
  return trailers === undefined ? {} : readLines(trailers.lines());
}

function readLines(lines: string): OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const line of lines.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (OF_THIS_HOP.has(name)) continue;
    const value = line.slice(colon + 1).trim();
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (!SINGLE.has(name)) headers[name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return headers;
}

/** What HTTP/1.1 says of its connection and HTTP/2 must not (RFC 9113 8.2.2). */
const OF_THIS_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** Node refuses to write these twice; the first one stands, as Node reads them. */
const SINGLE: ReadonlySet<string> = new Set(
  (
    'access-control-allow-credentials access-control-max-age access-control-request-method age authorization ' +
    'content-encoding content-language content-length content-location content-md5 content-range content-type date ' +
    'dnt etag expires from host if-match if-modified-since if-none-match if-range if-unmodified-since last-modified ' +
    'location max-forwards proxy-authorization range referer retry-after te tk upgrade-insecure-requests user-agent ' +
    'x-content-type-options'
  ).split(' '),
);
