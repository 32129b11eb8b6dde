import { type BodyFraming, CHUNKED, NO_BODY } from '../http1/body-framing';
import { Header } from '../http1/header-id';
import type { HttpFault } from '../http1/http-fault';
import type { ClientLink } from './client-link';
import type { ConnectionOptions } from './connection-options';
import { createExchangeRecord } from './create-exchange-record';
import { Exchange } from './exchange';
import type { ProxySide } from './proxy-side';
import { readRequestTarget } from './request-target';

/** A client connection, as far as its exchanges are told of it. */
export interface ExchangeSource extends ClientLink {
  /** Undefined for HTTP/1.x, whose requests say which. */
  readonly protocol?: 'HTTP/2';
  readonly localAddress: string;
  readonly remoteAddress: string;
  /** Whom all requests of this listener are for, when it is a fixed upstream's. */
  readonly fixedAuthority: string | undefined;
}

/** An exchange for the request whose head was just read, not yet begun; a fault when it asks for nothing we can read. */
export function createExchange(
  side: ProxySide,
  client: ExchangeSource,
  startedMs: number,
  framing: BodyFraming,
  options: ConnectionOptions,
): Exchange | HttpFault {
  const { fixedAuthority, head } = client;
  const target = readRequestTarget(head);
  if (typeof target === 'string') return target;
  const isConnect = head.method === 'CONNECT';
  const exchange = openExchange(side, client, startedMs, isConnect ? NO_BODY : framing, options);
  const { record } = exchange;
  record.authority = fixedAuthority ?? target.authority;
  record.path = target.path;
  const isForeignHost = target.isAbsolute || fixedAuthority !== undefined;
  if (isForeignHost && !isConnect) head.headers.set(Header.host, record.authority);
  return exchange;
}

/** An exchange for what turned out to be no request, to be answered and closed. */
export function createRefusedExchange(
  side: ProxySide,
  client: ExchangeSource,
  startedMs: number,
  cause: HttpFault | 'header-timeout',
): Exchange {
  const { head } = client;
  if (cause === 'head-too-large' || cause === 'header-timeout') head.parse('');
  const exchange = openExchange(side, client, startedMs, CHUNKED, NEVER_KEEP_ALIVE);
  exchange.record.path = head.target;
  exchange.record.authority = head.headers.find(Header.host) ?? '';
  return exchange;
}

function openExchange(
  side: ProxySide,
  client: ExchangeSource,
  startedMs: number,
  framing: BodyFraming,
  options: ConnectionOptions,
): Exchange {
  const startedAtMs = side.clock.toEpochMs(startedMs);
  const record = createExchangeRecord(side.direction, startedAtMs, client.localAddress, client.remoteAddress);
  record.method = client.head.method;
  if (client.head.method !== '')
    record.protocol = client.protocol ?? (client.head.minor === 1 ? 'HTTP/1.1' : 'HTTP/1.0');
  record.requestBytes = client.head.bytes;
  record.requestedServerName = client.security.serverName;
  if (side.direction === 'inbound') {
    record.peerPrincipal = client.security.peerPrincipal;
    record.localPrincipal = client.security.localPrincipal;
  }
  return new Exchange(side, client, record, startedMs, framing, options);
}

const NEVER_KEEP_ALIVE: ConnectionOptions = { close: true, keepAlive: false, upgrade: false, nominated: [] };
