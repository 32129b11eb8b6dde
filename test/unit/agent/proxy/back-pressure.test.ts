import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawPeer, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { startTestProxy, type TestProxy } from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

let server: RawServer;
let proxy: TestProxy;

afterEach(() => {
  proxy.handle.close();
  server.close();
});

const SIZE = 64 * 1024 * 1024;
/** Kernel buffers of two sockets and the proxy's own: far below the body. */
const BOUND = 24 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'a');

/** Writes `SIZE` bytes as fast as the other side takes them; tells how many were taken. */
function pour(peer: RawPeer): { taken: () => number } {
  let left = SIZE;
  const fill = (): void => {
    while (left > 0) {
      left -= PIECE.length;
      if (!peer.socket.write(PIECE)) return;
    }
  };
  peer.socket.on('drain', fill);
  fill();
  return { taken: () => SIZE - left - peer.socket.writableLength };
}

/** The number stands still: nobody takes bytes any more. */
async function waitForStandstill(read: () => number): Promise<number> {
  let last = -1;
  let same = 0;
  await waitFor(
    () => {
      same = read() === last ? same + 1 : 0;
      last = read();
      return same > 30;
    },
    () => `a standstill at ${last}`,
  );
  return last;
}

describe('proxy back-pressure', () => {
  it('holds an upstream back whose client does not read, then delivers all', async () => {
    server = await startRawServer();
    proxy = await startTestProxy({ appPort: server.port });
    const client = await connectRaw(proxy.inboundPort);
    client.socket.pause();
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    app.send(`HTTP/1.1 200 OK\r\nContent-Length: ${SIZE}\r\n\r\n`);
    const { taken } = pour(app);
    expect(await waitForStandstill(taken)).toBeLessThan(BOUND);
    client.socket.resume();
    const record = await proxy.record(0);
    expect(record).toMatchObject({ responseBodyBytes: SIZE, flags: '-' });
    await waitFor(
      () => client.bytes === record.responseBytes,
      () => `${record.responseBytes} bytes, not ${client.bytes}`,
    );
  });

  it('holds a client back whose upstream does not read, then delivers all', async () => {
    server = await startRawServer((app) => app.socket.pause());
    proxy = await startTestProxy({ appPort: server.port });
    const client = await connectRaw(proxy.inboundPort);
    client.send(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${SIZE}\r\n\r\n`);
    const { taken } = pour(client);
    const app = await server.peer(0);
    expect(await waitForStandstill(taken)).toBeLessThan(BOUND);
    app.socket.resume();
    await waitFor(
      () => app.bytes > SIZE,
      () => `more than ${SIZE} bytes, not ${app.bytes}`,
    );
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    expect(await proxy.record(0)).toMatchObject({ requestBodyBytes: SIZE, responseCode: 200 });
  });

  it('delivers the whole last answer to a client that reads late', async () => {
    server = await startRawServer();
    proxy = await startTestProxy({ appPort: server.port, limits: { lingerMs: 40 } });
    const client = await connectRaw(proxy.inboundPort);
    client.socket.pause();
    client.send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');
    const size = 6 * 1024 * 1024;
    app.send(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${'a'.repeat(size)}`);
    await waitForStandstill(() => app.socket.writableLength);
    client.socket.resume();
    await client.waitForEnd();
    expect(client.bytes).toBe((await proxy.record(0)).responseBytes);
  });

  it('holds both ends of a tunnel back', async () => {
    server = await startRawServer((app) => app.socket.pause());
    proxy = await startTestProxy();
    const client = await connectRaw(proxy.outboundPort);
    client.send(`CONNECT 127.0.0.1:${server.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.waitForText('\r\n\r\n');
    const { taken } = pour(client);
    expect(await waitForStandstill(taken)).toBeLessThan(BOUND);
    (await server.peer(0)).socket.resume();
    await waitFor(
      () => server.peers[0]?.bytes === SIZE,
      () => `${SIZE} bytes, not ${server.peers[0]?.bytes}`,
    );
  });

  it('stops reading pipelined requests whose answers nobody reads', async () => {
    const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${PIECE.length}\r\n\r\n${PIECE.toString()}`;
    let answered = 0;
    server = await startRawServer((app) => {
      app.socket.on('data', () => {
        answered++;
        app.send(answer);
      });
    });
    proxy = await startTestProxy({ appPort: server.port });
    const client = await connectRaw(proxy.inboundPort);
    client.socket.pause();
    const requests = 2000;
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests));
    expect((await waitForStandstill(() => answered)) * PIECE.length).toBeLessThan(BOUND);
    client.socket.resume();
    await proxy.record(requests - 1);
    expect(answered).toBe(requests);
  });
});
