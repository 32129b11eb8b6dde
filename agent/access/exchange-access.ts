import type { AccessRequest } from '../../lib/mesh/access/access-request';
import type { TokenCarrier } from '../../lib/mesh/access/token/find-tokens';
import type { ExchangeView } from '../proxy/exchange-view';
import { addressOf, readClientAddress } from './client-address';

/** Where requests come in: what policies call the destination. */
export interface AccessEntrance {
  /** The port that policies mean: of the service, at a gateway of its listener. */
  readonly port: number;
  /** At a gateway this many proxies in front of it are believed. */
  readonly trustedProxies: () => number;
}

/** An exchange as policies see it; what they do not ask for is never computed. */
export class ExchangeAccess implements AccessRequest, TokenCarrier {
  readonly destinationPort: number;
  readonly #exchange: ExchangeView;
  readonly #entrance: AccessEntrance;

  constructor(exchange: ExchangeView, entrance: AccessEntrance) {
    this.#exchange = exchange;
    this.#entrance = entrance;
    this.destinationPort = entrance.port;
  }

  get principal(): string | undefined {
    return this.#exchange.peerPrincipal;
  }

  get sourceIp(): string {
    return addressOf(this.#exchange.record.downstreamRemoteAddress);
  }

  get remoteIp(): string {
    return readClientAddress(
      this.headerValues('x-forwarded-for'),
      this.sourceIp,
      this.#entrance.trustedProxies(),
    );
  }

  get destinationIp(): string {
    return addressOf(this.#exchange.record.downstreamLocalAddress);
  }

  get sni(): string {
    return this.#exchange.serverName;
  }

  get method(): string {
    return this.#exchange.request.method;
  }

  get host(): string {
    return this.#exchange.record.authority;
  }

  get path(): string {
    const { path } = this.#exchange.record;
    const mark = path.indexOf('?');
    return mark < 0 ? path : path.slice(0, mark);
  }

  get query(): string {
    const { path } = this.#exchange.record;
    const mark = path.indexOf('?');
    return mark < 0 ? '' : path.slice(mark + 1);
  }

  get claims(): AccessRequest['claims'] {
    return this.#exchange.claims;
  }

  headerValues(name: string): readonly string[] {
    return this.#exchange.request.headers.valuesNamed(name);
  }
}
