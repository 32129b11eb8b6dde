import { FIELD_VALUE, SP } from './char-class';
import { HeaderBlock } from './header-block';
import type { HttpFault } from './http-fault';
import { parseHeaderLines } from './parse-header-lines';
import { expectLineEnd } from './request-head';

/** A parsed response head; one object a connection, filled anew by each `parse`. */
export class ResponseHead {
  status = 0;
  reason = '';
  minor = 1;
  /** Bytes of the head on the wire. */
  bytes = 0;
  readonly headers: HeaderBlock;

  constructor(maxHeaders: number) {
    this.headers = new HeaderBlock(maxHeaders);
  }

  parse(text: string): HttpFault | undefined {
    this.status = 0;
    this.reason = '';
    this.bytes = text.length;
    this.headers.reset(text);
    if (!text.startsWith('HTTP/1.')) return 'bad-version';
    const minor = text.charCodeAt(7) - 0x30;
    if (minor !== 0 && minor !== 1) return 'bad-version';
    this.minor = minor;
    const status = readStatus(text);
    if (status < 100) return 'bad-status-line';
    this.status = status;

    // The space before an empty reason is often left out.
    const reasonStart = text.charCodeAt(12) === SP ? 13 : 12;
    let at = reasonStart;
    if (reasonStart === 13) while (FIELD_VALUE[text.charCodeAt(at)] === 1) at++;
    this.reason = text.slice(reasonStart, at);
    return expectLineEnd(text, at, 'bad-status-line') ?? parseHeaderLines(this.headers, at + 2);
  }
}

function readStatus(text: string): number {
  if (text.charCodeAt(8) !== SP) return 0;
  let status = 0;
  for (let i = 9; i < 12; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return 0;
    status = status * 10 + digit;
  }
  return status;
}
