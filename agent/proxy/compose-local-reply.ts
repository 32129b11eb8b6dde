import { HeaderBlock } from '../http1/header-block';
import { formatHttpDate } from './http-date';
import { bodyWithReason, type Cause, LOCAL_REPLIES, type LocalReply } from './local-reply';
import { statusReason } from './status-reason';

/** The proxy's own answer; the head becomes text once the layers are done with its headers. */
export interface ComposedReply {
  readonly code: number;
  readonly headers: HeaderBlock;
  readonly body: Buffer;
  head(mustClose: boolean): string;
}

/** Says a cause in Envoy's words; `retried`: other tries went before. */
export function composeLocalReply(cause: Cause, reason: string | undefined, retried: boolean): ComposedReply {
  const { code, headers } = LOCAL_REPLIES[cause];
  return composeReply(code, bodyWithReason(cause, reason, retried), headers ?? '');
}

/** An answer of a layer's own. */
export function composeAnswer({ code, body, headers }: LocalReply): ComposedReply {
  return composeReply(code, body, headers ?? '');
}

function composeReply(code: number, text: string, extraLines: string): ComposedReply {
  const body = Buffer.from(text);
  const headers = new HeaderBlock(0);
  headers.reset('');
  const hasType = body.length === 0 || /^content-type:/im.test(extraLines);
  const type = hasType ? '' : 'content-type: text/plain\r\n';
  headers.appendLines(`content-length: ${body.length}\r\n${type}${extraLines}date: ${formatHttpDate()}\r\n`);
  return {
    code,
    headers,
    body,
    head: (mustClose) =>
      `HTTP/1.1 ${code} ${statusReason(code)}\r\n${headers.lines()}${mustClose ? 'connection: close\r\n' : ''}\r\n`,
  };
}
