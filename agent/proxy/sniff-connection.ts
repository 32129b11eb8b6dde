import type { PortProtocol } from '../../lib/mesh/registry/service';
import type { InboundStart } from '../../lib/mesh/routing/inbound/inbound-chains';
import { readClientHello } from '../tls/client-hello';

/** First byte of a TLS handshake record; no HTTP method begins with it. */
const HANDSHAKE_RECORD = 0x16;
/** What a client of HTTP/2 says first (RFC 9113 3.4). */
const PREFACE = 'PRI * HTTP/2.0\r\n';
/** A request line that is longer is none, as in Envoy's inspector. */
const LONGEST_LINE = 8 * 1024;
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.([01])\r?$/;
const BEGUN_METHOD = /^[A-Z-]{1,32}( |$)/;

/** Whether these first bytes of a connection are enough to tell what it is; plain bytes matter where HTTP is a guess. */
export function isSniffed(bytes: Buffer, protocol: PortProtocol): boolean {
  if (bytes[0] === HANDSHAKE_RECORD) return readClientHello(bytes) !== 'more';
  return protocol !== 'auto' || sniffPlain(bytes) !== 'more';
}

/** What a connection's first bytes show; `more` while a TLS greeting is not whole, `garbled` when it is none after all. */
export function sniffConnection(bytes: Buffer): InboundStart | 'more' | 'garbled' {
  if (bytes[0] === HANDSHAKE_RECORD) {
    const hello = readClientHello(bytes);
    if (hello === 'more') return 'more';
    return hello === 'none' ? 'garbled' : { isTls: true, application: hello.alpn[0] ?? '' };
  }
  const plain = sniffPlain(bytes);
  return { isTls: false, application: plain === 'more' ? '' : plain };
}

/** `http/1.0`, `http/1.1`, `h2c`, or nothing for what is no HTTP; `more` while it still may be. */
function sniffPlain(bytes: Buffer): string {
  const text = bytes.subarray(0, LONGEST_LINE).toString('latin1');
  if (text.startsWith(PREFACE)) return 'h2c';
  if (PREFACE.startsWith(text)) return 'more';
  const end = text.indexOf('\n');
  if (end >= 0) {
    const line = REQUEST_LINE.exec(text.slice(0, end));
    return line === null ? '' : `http/1.${line[1]}`;
  }
  return BEGUN_METHOD.test(text) && text.length < LONGEST_LINE ? 'more' : '';
}
