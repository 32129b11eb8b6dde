import { type BodyFraming, CHUNKED, NO_BODY } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import { chunkSizeLine, dropForbiddenTrailers, lastChunk } from '../http1/write-chunk';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ResponseSink } from './response-sink';
import type { SocketWriter } from './socket-writer';

/** The response on its way to a client of HTTP/1.x, framed as this client can read it, and counted. */
export class ResponseStream implements ResponseSink {
  framing: BodyFraming = NO_BODY;
  readonly #writer: SocketWriter;
  readonly #record: ExchangeRecord;

  constructor(writer: SocketWriter, record: ExchangeRecord) {
    this.#writer = writer;
    this.#record = record;
  }

  pushHead(text: string): void {
    this.#pushText(text);
  }

  #pushText(text: string): void {
    this.#record.responseBytes += text.length;
    this.#writer.push(text);
  }

  pushBody(piece: Buffer): void {
    this.#record.responseBodyBytes += piece.length;
    if (this.framing === CHUNKED) this.#pushText(chunkSizeLine(piece.length));
    this.#record.responseBytes += piece.length;
    this.#writer.push(piece);
    if (this.framing === CHUNKED) this.#pushText('\r\n');
  }

  end(trailers: HeaderBlock | undefined): void {
    if (this.framing !== CHUNKED) return;
    if (trailers !== undefined) dropForbiddenTrailers(trailers);
    this.#pushText(lastChunk(trailers));
  }

  flush(): boolean {
    return this.#writer.flush();
  }
}
