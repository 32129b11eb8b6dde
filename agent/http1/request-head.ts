import { CR, LF, SP, TARGET, TOKEN } from './char-class';
import { HeaderBlock } from './header-block';
import type { HttpFault } from './http-fault';
import { parseHeaderLines } from './parse-header-lines';

const LONGEST_METHOD = 64;

/** A parsed request head; one object a connection, filled anew by each `parse`. */
export class RequestHead {
  method = '';
  /** As written: origin-form, absolute-form, authority-form or `*`. */
  target = '';
  /** 0 or 1, of HTTP/1.x. */
  minor = 1;
  /** Bytes of the head on the wire. */
  bytes = 0;
  readonly headers: HeaderBlock;
  readonly #maxUriBytes: number;

  constructor(maxHeaders: number, maxUriBytes: number) {
    this.headers = new HeaderBlock(maxHeaders);
    this.#maxUriBytes = maxUriBytes;
  }

  /** Parses `text`, a head as HeadReader hands it out. On a fault the fields hold what was read before it. */
  parse(text: string): HttpFault | undefined {
    this.method = '';
    this.target = '';
    this.minor = 1;
    this.bytes = text.length;
    this.headers.reset(text);
    // One empty line before a request is ignored (RFC 9112 2.2).
    const start = text.charCodeAt(0) === CR && text.charCodeAt(1) === LF ? 2 : 0;

    let at = start;
    while (TOKEN[text.charCodeAt(at)] === 1) at++;
    if (at === start || at - start > LONGEST_METHOD || text.charCodeAt(at) !== SP) return 'bad-method';
    this.method = text.slice(start, at);

    const targetStart = at + 1;
    at = targetStart;
    while (TARGET[text.charCodeAt(at)] === 1) at++;
    if (at - targetStart > this.#maxUriBytes) return 'uri-too-long';
    if (at === targetStart || text.charCodeAt(at) !== SP) return 'bad-target';
    this.target = text.slice(targetStart, at);

    if (!text.startsWith('HTTP/1.', at + 1)) return 'bad-version';
    const minor = text.charCodeAt(at + 8) - 0x30;
    if (minor !== 0 && minor !== 1) return 'bad-version';
    this.minor = minor;
    const fault = expectLineEnd(text, at + 9, 'bad-version');
    return fault ?? parseHeaderLines(this.headers, at + 11);
  }
}

/** Undefined when CRLF stands at `at`; a lone CR or LF is named as such. */
export function expectLineEnd(text: string, at: number, otherwise: HttpFault): HttpFault | undefined {
  const code = text.charCodeAt(at);
  if (code === LF) return 'bare-lf';
  if (code !== CR) return otherwise;
  return text.charCodeAt(at + 1) === LF ? undefined : 'bare-cr';
}
