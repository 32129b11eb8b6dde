import type { HeaderStage } from '../../lib/mesh/routing/header-stage';
import type { RoutePlan } from '../../lib/mesh/routing/route-plan';
import type { HeaderBlock } from '../http1/header-block';
import type { RequestHead } from '../http1/request-head';
import type { ExchangeRecord, Recorder } from '../telemetry/exchange-record';
import type { GatheredBody } from './body-gathering';
import type { ClusterMap } from './cluster/cluster-map';
import type { Endpoint } from './cluster/cluster-spec';
import type { ConnectionOptions } from './connection-options';
import type { LocalAnswer } from './local-reply';
import type { RandomSource } from './random-source';
import type { RequestFacts } from './request-facts';
import type { Sending } from './sending';

/** One exchange, as layers see and change it. */
export interface ExchangeView {
  readonly side: {
    readonly random: RandomSource;
    readonly recorder: Recorder;
    readonly clusters: ClusterMap;
  };
  readonly record: ExchangeRecord;
  readonly request: RequestHead;
  readonly connectionOptions: ConnectionOptions;
  /** SPIFFE id of the client's verified certificate; never from a header. */
  readonly peerPrincipal: string | undefined;
  /** Server name of the client's TLS handshake; empty without one. */
  readonly serverName: string;
  /** Claims of the request's validated token. */
  claims: Readonly<Record<string, unknown>> | undefined;
  /** The request as rules look at it. */
  readonly facts: RequestFacts;
  /** By which the client came, as far as it is told. */
  readonly scheme: 'http' | 'https';
  /** What is to happen to the request, set by the route layer where rules decide. */
  route: RoutePlan | undefined;
  /** Envoy's name of the virtual host that took the request; empty where none did. */
  virtualHost: string;
  /** Where the request goes and how, set by the last layer that has a say. */
  sending: Sending | undefined;
  /** Path and query for the upstream; the record keeps those of the client. */
  path: string;
  /** The endpoint of the last try. */
  readonly endpoint: Endpoint | undefined;
  /** The client asked to switch protocols and may. */
  isUpgrade: boolean;
  /** The request carried peer metadata: the response may carry ours. */
  hasPeerMetadata: boolean;
  /** Status and headers of the final response, once there is one. */
  readonly responseStatus: number;
  readonly responseHeaders: HeaderBlock | undefined;
  /** What a route says of the response's headers, and of the answers given in its place. */
  responseStages: readonly HeaderStage[];
  addFlags(flags: string): void;
  /** Goes on behind the layer that said `wait`, in a while. */
  delay(delayMs: number): void;
  /** The whole request is read. */
  readonly isRequestDone: boolean;
  /**
   * For a layer that says `wait`: tells once the whole body is held, or more than `maxBytes` of it; what is held is sent
   * to the upstream as ever.
   */
  gatherBody(maxBytes: number, onGathered: (body: GatheredBody) => void): void;
  /**
   * For a layer that says `wait` to CONNECT: lets the client into the tunnel and tells the server name of its TLS greeting
   * there, empty without one.
   */
  awaitServerName(onName: (serverName: string) => void): void;
  /** Goes on behind the layer that said `wait`. */
  proceed(): void;
  /** Answers in the upstream's place. */
  reply(answer: LocalAnswer): void;
}
