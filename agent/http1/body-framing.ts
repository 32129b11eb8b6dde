import type { HeaderBlock } from './header-block';
import { equalsLowerCase, Header } from './header-id';
import type { HttpFault } from './http-fault';
import type { RequestHead } from './request-head';
import type { ResponseHead } from './response-head';

/** How a body's end is told: a length >= 0, or one of the two words below. */
export type BodyFraming = number;
export const CHUNKED: BodyFraming = -1;
export const UNTIL_CLOSE: BodyFraming = -2;
export const NO_BODY: BodyFraming = 0;

/** Fifteen digits stay below 2^53. */
const LONGEST_LENGTH = 15;

/** Framing of a request's body (RFC 9112 6.3), refusing every form that two parsers could read differently. */
export function findRequestFraming(head: RequestHead): BodyFraming | HttpFault {
  const headers = head.headers;
  if (!headers.has(Header.transferEncoding)) {
    return headers.has(Header.contentLength) ? readContentLength(headers) : NO_BODY;
  }
  if (head.minor === 0) return 'transfer-encoding-in-http10';
  return readTransferEncoding(headers);
}

/** Framing of a response's body; `method` is the request's. 1xx, 204 and 304 and answers to HEAD have none. */
export function findResponseFraming(head: ResponseHead, method: string): BodyFraming | HttpFault {
  const { headers, status } = head;
  const declared = declaredResponseFraming(head);
  if (typeof declared === 'string') return declared;
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return NO_BODY;
  return headers.has(Header.transferEncoding) || headers.has(Header.contentLength) ? declared : UNTIL_CLOSE;
}

function declaredResponseFraming(head: ResponseHead): BodyFraming | HttpFault {
  if (!head.headers.has(Header.transferEncoding)) {
    return head.headers.has(Header.contentLength) ? readContentLength(head.headers) : NO_BODY;
  }
  if (head.minor === 0) return 'transfer-encoding-in-http10';
  return readTransferEncoding(head.headers);
}

function readTransferEncoding(headers: HeaderBlock): BodyFraming | HttpFault {
  if (headers.has(Header.contentLength)) return 'length-and-chunked';
  if (headers.countOf(Header.transferEncoding) !== 1) return 'bad-transfer-encoding';
  const value = headers.find(Header.transferEncoding) ?? '';
  const isChunked = value.length === 7 && equalsLowerCase(value, 0, 7, 'chunked');
  return isChunked ? CHUNKED : 'bad-transfer-encoding';
}

function readContentLength(headers: HeaderBlock): BodyFraming | HttpFault {
  if (headers.countOf(Header.contentLength) !== 1) return 'several-content-lengths';
  const value = headers.find(Header.contentLength) ?? '';
  if (value.length === 0 || value.length > LONGEST_LENGTH) return 'bad-content-length';
  let length = 0;
  for (let i = 0; i < value.length; i++) {
    const digit = value.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return 'bad-content-length';
    length = length * 10 + digit;
  }
  return length;
}
