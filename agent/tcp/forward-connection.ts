import { connect, type Socket } from 'node:net';
import type { Recorder, TunnelRecord } from '../telemetry/exchange-record';
import type { UpstreamTls } from '../tls/upstream-tls';

/** Where one connection goes. */
export interface TcpTarget {
  readonly address: string;
  readonly port: number;
  readonly hostPort: string;
  readonly tls: UpstreamTls | undefined;
  readonly cluster: string;
  readonly service: TunnelRecord['service'];
  readonly workload: TunnelRecord['peer'];
}

export interface ForwardOptions {
  readonly recorder: Recorder;
  readonly connectTimeoutMs: number;
  readonly reportMs: number;
  readonly idleMs: number;
  readonly now: () => number;
}

/** Passes the bytes of a connection on to a target, both ways, with back-pressure and half-closes, and reports them. */
export function forwardConnection(
  downstream: Socket,
  target: TcpTarget,
  serverName: string,
  options: ForwardOptions,
): void {
  const carrier = connect({ host: target.address, port: target.port, noDelay: true, allowHalfOpen: true });
  const giveUp = (): void => {
    clearTimeout(timer);
    carrier.destroy();
    downstream.destroy();
  };
  const timer = setTimeout(giveUp, options.connectTimeoutMs);
  const start = (upstream: Socket): void => {
    clearTimeout(timer);
    join(downstream, upstream, describe(downstream, target, serverName, options), options);
  };
  carrier.once('error', giveUp);
  downstream.once('error', giveUp);
  downstream.once('close', () => carrier.destroy());
  carrier.once('connect', () => {
    if (target.tls === undefined) {
      start(carrier);
      return;
    }
    try {
      const secured = target.tls.secure(carrier);
      secured.once('error', giveUp);
      secured.once('secureConnect', () => start(secured));
    } catch {
      giveUp();
    }
  });
}

function describe(
  downstream: Socket,
  target: TcpTarget,
  serverName: string,
  { now }: ForwardOptions,
): TunnelRecord {
  const from = (host: string | undefined, port: number | undefined): string => `${host ?? ''}:${port ?? 0}`;
  return {
    direction: 'outbound',
    openedAtMs: now(),
    upstreamCluster: target.cluster,
    upstreamHost: target.hostPort,
    downstreamLocalAddress: from(downstream.localAddress, downstream.localPort),
    downstreamRemoteAddress: from(downstream.remoteAddress, downstream.remotePort),
    authority: serverName,
    flags: '-',
    service: target.service,
    peer: target.workload,
    peerPrincipal: target.tls?.peerPrincipal(),
    localPrincipal: target.tls?.localPrincipal(),
  };
}

function join(
  downstream: Socket,
  upstream: Socket,
  record: TunnelRecord,
  { idleMs, recorder, reportMs }: ForwardOptions,
): void {
  let received = 0;
  let sent = 0;
  let isClosed = false;
  const report = (): void => {
    if (received > 0 || sent > 0) recorder.addTunnelBytes(record, received, sent);
    received = 0;
    sent = 0;
  };
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(timer);
    report();
    recorder.closeTunnel(record);
    downstream.destroySoon();
    upstream.destroySoon();
  };
  recorder.openTunnel(record);
  const timer = setInterval(report, reportMs).unref();
  for (const socket of [downstream, upstream]) {
    socket.setTimeout(idleMs, close);
    socket.once('close', close);
    socket.once('error', close);
  }
  downstream.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  upstream.on('data', (chunk: Buffer) => {
    sent += chunk.length;
  });
  downstream.pipe(upstream);
  upstream.pipe(downstream);
}
