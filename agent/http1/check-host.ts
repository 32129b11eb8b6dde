import { HOST } from './char-class';
import { Header } from './header-id';
import type { HttpFault } from './http-fault';
import type { RequestHead } from './request-head';

/** Exactly one Host, well-formed; HTTP/1.0 may leave it out, and an absolute-form target never excuses its absence. */
export function checkHost(head: RequestHead): HttpFault | undefined {
  const count = head.headers.countOf(Header.host);
  if (count > 1) return 'several-hosts';
  if (count === 0) return head.minor === 0 ? undefined : 'missing-host';
  const host = head.headers.find(Header.host) ?? '';
  if (host === '') return 'missing-host';
  for (let i = 0; i < host.length; i++) if (HOST[host.charCodeAt(i)] !== 1) return 'bad-host';
  return undefined;
}
