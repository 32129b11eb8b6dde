import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import { startTestProxy, type TestProxy } from '@/test/support/agent/start-test-proxy';

let server: RawServer;
let proxy: TestProxy;

afterEach(() => {
  proxy.handle.close();
  server.close();
});

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('drain()', () => {
  it('lets requests in flight end, says close, accepts no more and then resolves', async () => {
    server = await startRawServer();
    proxy = await startTestProxy({ appPort: server.port });
    const busy = await connectRaw(proxy.inboundPort);
    const idle = await connectRaw(proxy.inboundPort);
    busy.send(REQUEST);
    const app = await server.peer(0);
    await app.waitForText('\r\n\r\n');

    let isDrained = false;
    const drained = proxy.handle.drain().then(() => {
      isDrained = true;
    });
    await idle.waitForEnd();
    await expect(connectRaw(proxy.inboundPort)).rejects.toThrow('ECONNREFUSED');
    expect(isDrained).toBe(false);
    app.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    const response = await busy.waitForEnd();
    expect(response).toContain('connection: close\r\n');
    expect(response.endsWith('ok')).toBe(true);
    await drained;
    expect(proxy.handle.gauges).toMatchObject({ requestsInFlight: 0 });
  });

  it('cuts what does not end within its limit', async () => {
    server = await startRawServer();
    proxy = await startTestProxy({ appPort: server.port, limits: { drainMs: 40 } });
    const busy = await connectRaw(proxy.inboundPort);
    busy.send(REQUEST);
    await (await server.peer(0)).waitForText('\r\n\r\n');
    await proxy.handle.drain();
    await busy.waitForEnd();
    expect(busy.received).toBe('');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 0, flags: 'LR' });
  });
});
