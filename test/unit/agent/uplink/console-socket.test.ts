import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { ConsoleSocket } from '@/agent/uplink/console-socket';

describe('ConsoleSocket', () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const received: string[] = [];
  let socket: ConsoleSocket | undefined;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    sockets.on('connection', (peer) => peer.on('message', (data) => received.push(String(data))));
  });
  afterEach(() => {
    socket?.close('done');
    sockets.close();
    server.closeAllConnections();
    server.close();
  });

  it('sends every text whole and in order, though nothing masks it on the loopback', async () => {
    const texts = ['a', 'grün', 'x'.repeat(70_000), '{"type":"batch"}'];
    const { port } = server.address() as AddressInfo;
    const all = new Promise<void>((resolve) => {
      sockets.on('connection', (peer) =>
        peer.on('message', () => received.length === texts.length && resolve()),
      );
    });
    socket = new ConsoleSocket(
      {
        consoleUrl: `http://127.0.0.1:${port}`,
        token: 'x',
        compress: false,
        connectTimeoutMs: 10_000,
        heartbeatMs: 10_000,
      },
      {
        onOpen: () => {
          for (const text of texts) socket?.send(text);
        },
        onText: () => undefined,
        onClose: () => undefined,
      },
    );
    await all;
    expect(received).toEqual(texts);
  });
});
