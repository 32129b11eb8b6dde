import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { type BodyFraming, CHUNKED, NO_BODY } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { RequestSink } from '../proxy/request-sink';
import { readHead, readTrailers } from './head-text';

/** One request on a connection of HTTP/2: its head opens the stream. */
export class RequestWriter implements RequestSink {
  readonly #session: ClientHttp2Session;
  readonly #scheme: 'http' | 'https';
  readonly #onOpened: (stream: ClientHttp2Stream) => void;
  #stream: ClientHttp2Stream | undefined;
  #trailers: HeaderBlock | undefined;

  constructor(
    session: ClientHttp2Session,
    scheme: 'http' | 'https',
    onOpened: (stream: ClientHttp2Stream) => void,
  ) {
    this.#session = session;
    this.#scheme = scheme;
    this.#onOpened = onOpened;
  }

  get isFull(): boolean {
    return this.#stream?.writableNeedDrain ?? false;
  }

  pushHead(text: string, framing: BodyFraming): void {
    const { headers, start } = readHead(text);
    const { host, ...fields } = headers;
    const [method = '', path = ''] = start;
    const pseudo = { ':method': method, ':path': path, ':scheme': this.#scheme, ':authority': host ?? '' };
    const stream = this.#session.request(
      { ...pseudo, ...fields },
      { endStream: framing === NO_BODY, waitForTrailers: framing === CHUNKED },
    );
    stream.on('wantTrailers', () => stream.sendTrailers(readTrailers(this.#trailers)));
    this.#stream = stream;
    this.#onOpened(stream);
  }

  pushBody(piece: Buffer): void {
    if (this.#stream?.writable) this.#stream.write(piece);
  }

  end(trailers: HeaderBlock | undefined): void {
    this.#trailers = trailers;
    if (this.#stream?.writable) this.#stream.end();
  }

  flush(): boolean {
    return !this.isFull;
  }
}
