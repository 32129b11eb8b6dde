import type { ExchangeRecord, TunnelRecord } from '../telemetry/exchange-record';
import type { ClientLink, TunnelClientEvents, TunnelSocket } from './client-link';
import type { ProxySide } from './proxy-side';
import type { TunnelUpstreamEvents } from './upstream-link';

type OnTunnelClosed = (receivedBytes: number, sentBytes: number) => void;

/** Bytes both ways between two sockets, behind CONNECT or an upgrade: back-pressure, half-close, and accounting. */
export class Tunnel implements TunnelClientEvents, TunnelUpstreamEvents {
  readonly #onClosed: OnTunnelClosed;
  readonly #side: ProxySide;
  readonly #downstream: ClientLink;
  readonly #upstream: TunnelSocket;
  readonly #record: TunnelRecord;
  #received = 0;
  #sent = 0;
  #reportedReceived = 0;
  #reportedSent = 0;
  #lastReportMs: number;
  #lastActiveMs: number;
  #isDownstreamEnded = false;
  #isUpstreamEnded = false;
  #closedMs = 0;

  constructor(
    side: ProxySide,
    record: ExchangeRecord,
    downstream: ClientLink,
    upstream: TunnelSocket,
    onClosed: OnTunnelClosed,
  ) {
    this.#onClosed = onClosed;
    this.#side = side;
    this.#downstream = downstream;
    this.#upstream = upstream;
    const nowMs = side.clock.nowMs();
    this.#lastReportMs = nowMs;
    this.#lastActiveMs = nowMs;
    this.#record = {
      direction: record.direction,
      openedAtMs: side.clock.toEpochMs(nowMs),
      upstreamCluster: record.upstreamCluster,
      upstreamHost: record.upstreamHost,
      downstreamLocalAddress: record.downstreamLocalAddress,
      downstreamRemoteAddress: record.downstreamRemoteAddress,
      authority: record.authority,
      flags: '-',
      service: record.service,
      peer: record.peer,
      peerPrincipal: record.peerPrincipal,
      localPrincipal: record.localPrincipal,
    };
    side.gauges.tunnels++;
    side.recorder.openTunnel(this.#record);
  }

  onDownstreamData(chunk: Buffer): void {
    this.#received += chunk.length;
    this.#pass(chunk, this.#upstream, this.#downstream.socket);
  }

  onUpstreamData(chunk: Buffer): void {
    this.#sent += chunk.length;
    // What the response's head still holds back must go first.
    this.#downstream.flushOutside();
    this.#pass(chunk, this.#downstream.socket, this.#upstream);
  }

  onDownstreamDrain(): void {
    this.#upstream.resume();
  }

  onUpstreamDrain(): void {
    this.#downstream.socket.resume();
  }

  onDownstreamEnd(): void {
    this.#isDownstreamEnded = true;
    this.#upstream.end();
    this.#closeWhenBothEnded();
  }

  onUpstreamEnd(): void {
    this.#isUpstreamEnded = true;
    this.#downstream.socket.end();
    this.#closeWhenBothEnded();
  }

  onDownstreamClose(): void {
    this.close();
  }

  onUpstreamClose(): void {
    this.close();
  }

  /** Reports what moved since the last time; closes a tunnel nothing moves through. */
  sweep(nowMs: number): void {
    if (this.#closedMs > 0) {
      if (nowMs - this.#closedMs > this.#side.limits.lingerMs) this.#destroy();
      return;
    }
    if (nowMs - this.#lastReportMs >= this.#side.limits.tunnelReportMs) this.#report(nowMs);
    if (nowMs - this.#lastActiveMs > this.#side.limits.tunnelIdleMs) this.close();
  }

  close(): void {
    if (this.#closedMs > 0) return;
    this.#closedMs = this.#side.clock.nowMs();
    this.#report(this.#closedMs);
    this.#side.recorder.closeTunnel(this.#record);
    this.#side.gauges.tunnels--;
    this.#onClosed(this.#received, this.#sent);
    // Bytes already accepted still leave: `destroySoon` waits for them.
    this.#downstream.socket.destroySoon();
    this.#upstream.destroySoon();
  }

  #destroy(): void {
    this.#downstream.socket.destroy();
    this.#upstream.destroy();
  }

  #closeWhenBothEnded(): void {
    if (this.#isDownstreamEnded && this.#isUpstreamEnded) this.close();
  }

  #pass(chunk: Buffer, to: TunnelSocket, from: TunnelSocket): void {
    this.#lastActiveMs = this.#side.clock.nowMs();
    if (to.writable && !to.write(chunk)) from.pause();
  }

  #report(nowMs: number): void {
    this.#lastReportMs = nowMs;
    const received = this.#received - this.#reportedReceived;
    const sent = this.#sent - this.#reportedSent;
    if (received === 0 && sent === 0) return;
    this.#reportedReceived = this.#received;
    this.#reportedSent = this.#sent;
    this.#side.recorder.addTunnelBytes(this.#record, received, sent);
  }
}
