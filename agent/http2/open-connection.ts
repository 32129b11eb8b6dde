import { connect, type Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import { ConnectAttempt } from '../proxy/connect-attempt';
import { type ConnectFailure, describeConnectFailure, describeTlsFailure } from '../proxy/connect-failure';
import { connectTarget } from '../proxy/connect-target';
import type { UpstreamProtocol } from '../tls/upstream-tls';

export interface OpenEvents {
  /** The connection is made, and secured where that is asked for. */
  onOpen(socket: Socket): void;
  onFailure(failure: ConnectFailure): void;
}

type Bounds = Pick<ConnectionLimits, 'connectTimeoutMs' | 'keepAlive'>;

/** Connects to an endpoint; exactly one of the events follows, unless the returned function is called before. */
export function openConnection(
  { address, port, preface, tls }: Pick<Endpoint, 'address' | 'port' | 'preface' | 'tls'>,
  { connectTimeoutMs, keepAlive }: Bounds,
  protocol: UpstreamProtocol,
  events: OpenEvents,
): () => void {
  const carrier = connect({ ...connectTarget({ address, port }), noDelay: true, allowHalfOpen: true });
  if (keepAlive !== undefined) carrier.setKeepAlive(true, keepAlive.timeMs ?? 0);
  const attempt = new ConnectAttempt(carrier, connectTimeoutMs, (failure) => events.onFailure(failure));
  const watch = (socket: Socket, describe: (error: NodeJS.ErrnoException) => ConnectFailure): void => {
    socket.on('error', (error: NodeJS.ErrnoException) => attempt.fail(describe(error)));
    socket.on('close', () =>
      attempt.fail(describe(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))),
    );
  };
  watch(carrier, tls === undefined ? describeConnectFailure : describeTlsFailure);
  carrier.once('connect', () => {
    if (preface !== undefined) carrier.write(preface);
    if (tls === undefined) {
      attempt.finish(() => events.onOpen(carrier));
      return;
    }
    try {
      const secured = tls.secure(carrier, protocol);
      watch(secured, describeTlsFailure);
      secured.once('secureConnect', () => attempt.finish(() => events.onOpen(secured)));
    } catch (error) {
      const reason = `TLS_error: ${error instanceof Error ? error.message : error}`;
      attempt.fail({ cause: 'connect-failed', reason });
    }
  });
  return () => attempt.giveUp();
}
