import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';

/** Where a request is put on its way to an upstream; what it is on the wire is the connection's business. */
export interface RequestSink {
  /** The upstream has enough for now. */
  readonly isFull: boolean;
  /** A head as HTTP/1.1 writes it, and how the end of the body behind it is known. */
  pushHead(text: string, framing: BodyFraming): void;
  pushBody(piece: Buffer): void;
  /** The body is whole. */
  end(trailers: HeaderBlock | undefined): void;
  /** Writes what was pushed. False: the upstream has enough for now. */
  flush(): boolean;
}
