import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { type BodyFraming, NO_BODY } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import { dropForbiddenTrailers } from '../http1/write-chunk';
import type { ResponseSink } from '../proxy/response-sink';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { readHead, readTrailers } from './head-text';

/** The response on a stream of HTTP/2. The head waits for what follows it: with nothing behind it, it ends the stream. */
export class ResponseWriter implements ResponseSink {
  framing: BodyFraming = NO_BODY;
  readonly #stream: ServerHttp2Stream;
  readonly #record: ExchangeRecord;
  #head: OutgoingHttpHeaders | undefined;
  #trailers: HeaderBlock | undefined;

  constructor(stream: ServerHttp2Stream, record: ExchangeRecord) {
    this.#stream = stream;
    this.#record = record;
  }

  pushHead(text: string): void {
    this.#record.responseBytes += text.length;
    const { headers, start } = readHead(text);
    const status = Number(start[1]);
    const head = { ...headers, ':status': status };
    if (status >= 200) this.#head = head;
    else if (!this.#stream.headersSent && !this.#stream.destroyed) this.#stream.additionalHeaders(head);
  }

  pushBody(piece: Buffer): void {
    this.#record.responseBodyBytes += piece.length;
    this.#record.responseBytes += piece.length;
    this.#sendHead(false);
    // The upstream may read its next bytes into the same memory.
    if (this.#stream.writable) this.#stream.write(Buffer.from(piece));
  }

  end(trailers: HeaderBlock | undefined): void {
    if (trailers === undefined) return;
    dropForbiddenTrailers(trailers);
    this.#trailers = trailers;
    this.#record.responseBytes += trailers.lines().length;
  }

  flush(): boolean {
    this.#sendHead(false);
    return !this.#stream.writableNeedDrain;
  }

  /** Nothing more follows. */
  finish(): void {
    this.#sendHead(this.#trailers === undefined);
    if (!this.#stream.writableEnded) this.#stream.end();
  }

  #sendHead(isAll: boolean): void {
    const stream = this.#stream;
    const head = this.#head;
    if (head === undefined) return;
    this.#head = undefined;
    if (stream.destroyed || stream.closed) return;
    stream.respond(head, { endStream: isAll, waitForTrailers: !isAll });
    if (!isAll) stream.once('wantTrailers', () => stream.sendTrailers(readTrailers(this.#trailers)));
  }
}
