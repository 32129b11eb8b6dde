import type { HeaderBlock } from '../http1/header-block';
import type { RequestHead } from '../http1/request-head';
import type { ExchangeRecord, Recorder } from '../telemetry/exchange-record';
import type { ConnectionOptions } from './connection-options';
import type { Cause, LocalReply } from './local-reply';
import type { RandomSource } from './random-source';
import type { Destination, Endpoint } from './routing-table';

/** One exchange, as layers see and change it. */
export interface ExchangeView {
  readonly side: { readonly random: RandomSource; readonly recorder: Recorder };
  readonly record: ExchangeRecord;
  readonly request: RequestHead;
  readonly connectionOptions: ConnectionOptions;
  /** SPIFFE id of the client's verified certificate; never from a header. */
  readonly peerPrincipal: string | undefined;
  /** Server name of the client's TLS handshake; empty without one. */
  readonly serverName: string;
  /** Claims of the request's validated token. */
  claims: Readonly<Record<string, unknown>> | undefined;
  /** Set by the route layer. */
  destination: Destination | undefined;
  /** The endpoint of the last try. */
  readonly endpoint: Endpoint | undefined;
  /** The client asked to switch protocols and may. */
  isUpgrade: boolean;
  /** The request carried peer metadata: the response may carry ours. */
  hasPeerMetadata: boolean;
  /** Status and headers of the final response, once there is one. */
  readonly responseStatus: number;
  readonly responseHeaders: HeaderBlock | undefined;
  /** Goes on behind the layer that said `wait`. */
  proceed(): void;
  /** Answers in the upstream's place. */
  reply(cause: Cause): void;
  /** Answers in the upstream's place with what no cause names. */
  answer(reply: LocalReply): void;
}
