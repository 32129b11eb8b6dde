import type { Socket } from 'node:net';
import { createExchangeRecord } from '../proxy/create-exchange-record';
import { joinHostPort } from '../proxy/split-authority';
import type { Direction, ExchangeRecord, TunnelRecord } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';

/** What becomes known of a connection while it lasts; its labels are final once it is counted. */
export type TcpRecord = { -readonly [Key in keyof TunnelRecord]: TunnelRecord[Key] } & {
  serverName: string;
  upstreamLocalAddress: string | undefined;
  /** Why it was ended here, in Envoy's words. */
  terminationDetails: string | undefined;
  failureReason: string | undefined;
  receivedBytes: number;
  sentBytes: number;
};

/** A connection that has just come in. */
export function createTcpRecord(
  client: Socket,
  direction: Direction,
  security: ConnectionSecurity,
  openedAtMs: number,
): TcpRecord {
  return {
    direction,
    openedAtMs,
    upstreamCluster: '',
    upstreamHost: undefined,
    upstreamLocalAddress: undefined,
    downstreamLocalAddress: joinHostPort(client.localAddress ?? '', client.localPort ?? 0),
    downstreamRemoteAddress: joinHostPort(client.remoteAddress ?? '', client.remotePort ?? 0),
    authority: '',
    flags: '-',
    service: undefined,
    peer: undefined,
    peerPrincipal: security.peerPrincipal,
    localPrincipal: security.localPrincipal,
    serverName: security.serverName,
    terminationDetails: undefined,
    failureReason: undefined,
    receivedBytes: 0,
    sentBytes: 0,
  };
}

/** The access-log line of a connection: Envoy leaves what belongs to requests empty, and the status is 0. */
export function toLogLine(record: TcpRecord, durationMs: number): ExchangeRecord {
  const { downstreamLocalAddress, downstreamRemoteAddress } = record;
  return {
    ...createExchangeRecord(
      record.direction,
      record.openedAtMs,
      downstreamLocalAddress,
      downstreamRemoteAddress,
    ),
    durationMs,
    flags: record.flags,
    connectionTerminationDetails: record.terminationDetails,
    upstreamTransportFailureReason: record.failureReason,
    requestBytes: record.receivedBytes,
    responseBytes: record.sentBytes,
    requestBodyBytes: record.receivedBytes,
    responseBodyBytes: record.sentBytes,
    upstreamCluster: record.upstreamCluster,
    upstreamHost: record.upstreamHost,
    upstreamLocalAddress: record.upstreamLocalAddress,
    attempts: 1,
    service: record.service,
    peer: record.peer,
    peerPrincipal: record.peerPrincipal,
    localPrincipal: record.localPrincipal,
    requestedServerName: record.serverName,
  };
}
