import { type BodyFraming, CHUNKED, NO_BODY } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import { chunkSizeLine, lastChunk } from '../http1/write-chunk';
import type { RequestSink } from './request-sink';
import type { SocketWriter } from './socket-writer';

/** Requests as HTTP/1.1 writes them; one object a connection. */
export class Http1RequestSink implements RequestSink {
  readonly #writer: SocketWriter;
  #framing: BodyFraming = NO_BODY;

  constructor(writer: SocketWriter) {
    this.#writer = writer;
  }

  get isFull(): boolean {
    return this.#writer.isFull;
  }

  pushHead(text: string, framing: BodyFraming): void {
    this.#framing = framing;
    this.#writer.push(text);
  }

  pushBody(piece: Buffer): void {
    if (this.#framing !== CHUNKED) {
      this.#writer.push(piece);
      return;
    }
    this.#writer.push(chunkSizeLine(piece.length));
    this.#writer.push(piece);
    this.#writer.push('\r\n');
  }

  end(trailers: HeaderBlock | undefined): void {
    if (this.#framing === CHUNKED) this.#writer.push(lastChunk(trailers));
  }

  flush(): boolean {
    return this.#writer.flush();
  }
}
