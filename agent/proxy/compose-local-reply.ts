import { HeaderBlock } from '../http1/header-block';
import { formatHttpDate } from './http-date';
import type { LocalReply } from './local-reply';
import { statusReason } from './status-reason';

/** The proxy's own answer: its headers, open to the layers, and the head as text once they are done. */
export function composeLocalReply(
  reply: LocalReply,
  body: string,
): { headers: HeaderBlock; head: (mustClose: boolean) => string } {
  const headers = new HeaderBlock(0);
  headers.reset('');
  const type = body === '' ? '' : 'content-type: text/plain\r\n';
  headers.appendLines(
    `content-length: ${body.length}\r\n${type}${reply.headers ?? ''}date: ${formatHttpDate()}\r\n`,
  );
  return {
    headers,
    head: (mustClose) =>
      `HTTP/1.1 ${reply.code} ${statusReason(reply.code)}\r\n${headers.lines()}${mustClose ? 'connection: close\r\n' : ''}\r\n`,
  };
}
