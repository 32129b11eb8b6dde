import type { RequestHead } from '../http1/request-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';

/** The head the upstream reads: the client's own lines without what a layer dropped, and what layers added. */
export function composeRequestHead(request: RequestHead, record: ExchangeRecord, path: string): string {
  const attempt = record.direction === 'outbound' ? `x-envoy-attempt-count: ${record.attempts}\r\n` : '';
  return `${request.method} ${path} HTTP/1.1\r\n${request.headers.lines()}${attempt}\r\n`;
}
