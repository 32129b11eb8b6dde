import type { HeaderStage } from '../../lib/mesh/routing/header-stage';
import type { RoutePlan } from '../../lib/mesh/routing/route-plan';
import type { HeaderBlock } from '../http1/header-block';
import type { RequestHead } from '../http1/request-head';
import { addFlags, type ExchangeRecord } from '../telemetry/exchange-record';
import { ClientAnswer } from './client-answer';
import type { ClientLink } from './client-link';
import type { ConnectionOptions } from './connection-options';
import type { ExchangeView } from './exchange-view';
import type { ProxySide } from './proxy-side';
import { RequestFacts } from './request-facts';
import type { Sending } from './sending';

/** What is known of one request and its answer: what layers read and set. What happens to it is the exchange's. */
export class ExchangeState
  implements
    Omit<
      ExchangeView,
      'awaitServerName' | 'delay' | 'endpoint' | 'gatherBody' | 'isRequestDone' | 'proceed' | 'reply'
    >
{
  readonly side: ProxySide;
  readonly record: ExchangeRecord;
  readonly request: RequestHead;
  readonly connectionOptions: ConnectionOptions;
  claims: ExchangeView['claims'];
  route: RoutePlan | undefined;
  sending: Sending | undefined;
  path = '';
  virtualHost = '';
  responseStages: readonly HeaderStage[] = NO_STAGES;
  isUpgrade = false;
  hasPeerMetadata = false;
  protected readonly client: ClientLink;
  protected readonly answer: ClientAnswer;
  readonly #startedMs: number;
  #facts: RequestFacts | undefined;

  constructor(
    side: ProxySide,
    client: ClientLink,
    record: ExchangeRecord,
    startedMs: number,
    options: ConnectionOptions,
  ) {
    this.side = side;
    this.record = record;
    this.request = client.head;
    this.connectionOptions = options;
    this.client = client;
    this.answer = new ClientAnswer(client, record);
    this.#startedMs = startedMs;
  }

  get peerPrincipal(): string | undefined {
    return this.client.security.peerPrincipal;
  }

  get serverName(): string {
    return this.client.security.serverName;
  }

  get facts(): RequestFacts {
    const { authority, path } = this.record;
    this.#facts ??= new RequestFacts(this.request, authority, path, this.scheme);
    if (this.claims !== undefined) this.#facts.claims = this.claims;
    return this.#facts;
  }

  get responseStatus(): number {
    return this.answer.status;
  }

  get responseHeaders(): HeaderBlock | undefined {
    return this.answer.headers;
  }

  /** The response's head was pushed to the client. */
  get isResponding(): boolean {
    return this.answer.isStarted;
  }

  elapsedMs(): number {
    return this.side.clock.nowMs() - this.#startedMs;
  }

  addFlags(flags: string): void {
    addFlags(this.record, flags);
  }

  /** `https` where TLS of the client's own was ended; mutual TLS inside the mesh is none of a request's business. */
  get scheme(): 'http' | 'https' {
    const { isTls, localPrincipal } = this.client.security;
    return isTls && (this.side.direction === 'outbound' || localPrincipal === undefined) ? 'https' : 'http';
  }
}

const NO_STAGES: readonly HeaderStage[] = [];
