import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { INGEST_PATH } from '../../protocol/ingest/limits';
import { LIVE_PATH } from '../../protocol/live/live-message';
import type { HostGuard } from './host-guard';

const REFUSALS = {
  401: ['Unauthorized', 'unauthenticated', 'The token is missing or wrong'],
  403: ['Forbidden', 'forbidden', 'Pages of another site may not connect'],
  404: ['Not Found', 'not_found', 'No WebSocket is served here'],
  421: ['Misdirected Request', 'forbidden', 'This console does not answer to that name; see --allow-host'],
  503: ['Service Unavailable', 'overloaded', 'The console cannot take the connection now'],
} as const;

/** The statuses with which an upgrade is refused. */
export type UpgradeRefusal = keyof typeof REFUSALS;

/** Takes WebSockets of one path. */
export interface UpgradeTarget {
  refusal(request: IncomingMessage): UpgradeRefusal | undefined | Promise<UpgradeRefusal | undefined>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface UpgradeDeps {
  isKnownHost: HostGuard;
  ingest: UpgradeTarget;
  live: UpgradeTarget;
  /** Hot reload of pages; absent in production. */
  hotReload: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined;
}

/** The one place where upgrades are decided; what nobody claims is refused. */
export function createUpgradeDispatcher(
  deps: UpgradeDeps,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> {
  return async (request, socket, head) => {
    // Until somebody claims it, an error on the socket would be nobody's and end the process.
    const ignore = (): void => {
      socket.destroy();
    };
    socket.on('error', ignore);
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!deps.isKnownHost(request.headers.host)) {
      refuse(socket, 421);
      return;
    }
    if (path.startsWith('/_next/') && deps.hotReload !== undefined) {
      deps.hotReload(request, socket, head);
      return;
    }
    const target = path === INGEST_PATH ? deps.ingest : path === LIVE_PATH ? deps.live : undefined;
    const refusal = target === undefined ? 404 : await target.refusal(request);
    if (refusal !== undefined) refuse(socket, refusal);
    else if (!socket.destroyed) {
      socket.off('error', ignore);
      target?.upgrade(request, socket, head);
    }
  };
}

function refuse(socket: Duplex, status: UpgradeRefusal): void {
  const [reason, code, message] = REFUSALS[status];
  const body = JSON.stringify({ error: { code, message } });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
