import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';

/** Where an exchange puts its answer; what it is on the wire is the connection's business. */
export interface ResponseSink {
  /** How the end of the body is known. */
  framing: BodyFraming;
  /** A head as HTTP/1.1 writes it, of the final response or of an informational one. */
  pushHead(text: string): void;
  pushBody(piece: Buffer): void;
  /** The body is whole. */
  end(trailers: HeaderBlock | undefined): void;
  /** Writes what was pushed. False: the client has enough for now. */
  flush(): boolean;
}
