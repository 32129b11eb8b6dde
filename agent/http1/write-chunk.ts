import type { HeaderBlock } from './header-block';
import { Header } from './header-id';

/** The line before a chunk's data. */
export function chunkSizeLine(bytes: number): string {
  return `${bytes.toString(16)}\r\n`;
}

/** The end of a chunked body: last chunk, trailers, empty line. */
export function lastChunk(trailers: HeaderBlock | undefined): string {
  return trailers === undefined ? '0\r\n\r\n' : `0\r\n${trailers.lines()}\r\n`;
}

/** What RFC 9110 6.5.1 forbids in trailers: framing, routing and connection control. */
const FORBIDDEN_TRAILERS = [
  Header.host,
  Header.contentLength,
  Header.transferEncoding,
  Header.connection,
  Header.keepAlive,
  Header.proxyConnection,
  Header.te,
  Header.trailer,
  Header.upgrade,
  Header.expect,
  Header.peerMetadata,
  Header.peerMetadataId,
];

/** Leaves out the trailers that no recipient may take from a trailer section. */
export function dropForbiddenTrailers(trailers: HeaderBlock): void {
  for (const id of FORBIDDEN_TRAILERS) trailers.drop(id);
}
