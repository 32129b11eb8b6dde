import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { ResponseHead } from '../http1/response-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { asBuffer } from './body-kind';
import type { ClientLink } from './client-link';
import type { ComposedReply } from './compose-local-reply';
import { composeResponseHead, findClientFraming } from './compose-response';
import type { ResponseSink } from './response-sink';

/** What one client reads: at most one final head, the upstream's or our own, then its body; nothing is judged here. */
export class ClientAnswer {
  /** Of the final response, once there is one. */
  status = 0;
  headers: HeaderBlock | undefined;
  /** The final head was pushed. */
  isStarted = false;
  /** The connection cannot serve another request behind this answer. */
  mustClose = false;
  /** The client had ended its side before the answer started: if it is gone now, it was gone then. */
  hadLeft = false;
  readonly #client: ClientLink;
  readonly #sink: ResponseSink;

  constructor(client: ClientLink, record: ExchangeRecord) {
    this.#client = client;
    this.#sink = client.openResponse(record);
  }

  /** The final status and headers are known; layers may change the headers until the head is pushed. */
  begin(status: number, headers: HeaderBlock): void {
    this.hadLeft = this.#client.isLastRequest;
    this.status = status;
    this.headers = headers;
  }

  /** Settles how the body is framed for this client, and with it whether the connection lives on. */
  frame(upstreamFraming: BodyFraming): void {
    const framing = findClientFraming(this.#minor, upstreamFraming);
    this.#sink.framing = framing;
    this.mustClose = !this.#client.canKeepAlive(framing);
  }

  pushHead(head: ResponseHead): void {
    const kind = this.mustClose ? 'close' : 'keep-alive';
    this.#push(composeResponseHead(this.#minor, head, kind, this.#sink.framing));
  }

  /** A client of HTTP/1.0 knows no such heads. */
  pushInformational(head: ResponseHead): void {
    if (this.#minor > 0) this.#sink.pushHead(composeResponseHead(this.#minor, head, 'informational'));
  }

  /** A client that waits for this may send its body. */
  pushContinue(): void {
    if (this.#minor > 0) this.#sink.pushHead('HTTP/1.1 100 Continue\r\n\r\n');
  }

  pushUpgrade(head: ResponseHead): void {
    this.#push(composeResponseHead(this.#minor, head, 'upgrade'));
  }

  pushConnected(): void {
    this.status = 200;
    this.#push('HTTP/1.1 200 Connection Established\r\n\r\n');
  }

  pushReply({ body, head }: ComposedReply): void {
    this.#push(head(this.mustClose));
    const { method } = this.#client.head;
    if (method !== 'HEAD' && body.length > 0) this.#sink.pushBody(asBuffer(body));
  }

  pushBody(piece: Buffer): void {
    this.#sink.pushBody(piece);
  }

  end(trailers: HeaderBlock | undefined): void {
    this.#sink.end(trailers);
  }

  /** Writes what was pushed. False: the client has enough for now. */
  flush(): boolean {
    return this.#sink.flush();
  }

  get #minor(): number {
    return this.#client.head.minor;
  }

  #push(head: string): void {
    this.isStarted = true;
    this.#sink.pushHead(head);
  }
}
