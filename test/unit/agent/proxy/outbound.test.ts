import { afterEach, describe, expect, it } from 'vitest';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { connectRaw, type RawPeer, type RawServer, startRawServer } from '@/test/support/agent/raw-peer';
import {
  compileMesh,
  createEndpoint,
  createTable,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

async function startServer(onPeer?: (peer: RawPeer) => void): Promise<RawServer> {
  const server = await startRawServer(onPeer ?? ((app) => app.socket.on('data', () => app.send(OK))));
  cleanups.push(() => server.close());
  return server;
}

async function start(options: Parameters<typeof startTestProxy>[0]): Promise<TestProxy> {
  const proxy = await startTestProxy(options);
  cleanups.push(() => proxy.handle.close());
  return proxy;
}

async function ask(port: number, request: string): Promise<string> {
  const client = await connectRaw(port);
  client.send(request);
  return client.waitForText('\r\n\r\n');
}

describe('outbound proxy', () => {
  it('finds a service by Host and reports cluster, route and service', async () => {
    const server = await startServer();
    const proxy = await start({ routingTable: createTable([createEndpoint(server.port)]) });
    const response = await ask(proxy.outboundPort, 'GET /x HTTP/1.1\r\nHost: Reviews:9080\r\n\r\n');
    expect(response).toContain('server: envoy\r\n');
    expect(response).not.toContain('x-envoy-decorator-operation');
    expect(await proxy.record(0)).toMatchObject({
      direction: 'outbound',
      authority: 'Reviews:9080',
      upstreamCluster: 'outbound|9080||reviews.default.svc.cluster.local',
      routeName: 'default',
      service: { name: 'reviews', port: 9080 },
      operation: 'reviews.default.svc.cluster.local:9080/*',
    });
  });

  it('is a forward proxy for absolute targets, whose Host gives way', async () => {
    const server = await startServer();
    const proxy = await start({ routingTable: createTable([createEndpoint(server.port)]) });
    await ask(proxy.outboundPort, 'GET http://reviews:9080/a?b HTTP/1.1\r\nHost: other\r\n\r\n');
    const seen = server.peers[0]?.received ?? '';
    expect(seen.startsWith('GET /a?b HTTP/1.1\r\n')).toBe(true);
    expect(seen).toContain('host: reviews:9080\r\n');
    expect(seen).not.toContain('other');
    expect(await proxy.record(0)).toMatchObject({ authority: 'reviews:9080', path: '/a?b' });
  });

  it('serves a fixed upstream on a listener of its own, whatever Host says', async () => {
    const server = await startServer();
    const proxy = await start({
      routingTable: createTable([createEndpoint(server.port)]),
      upstreams: [{ authority: 'reviews:9080', listen: { host: '127.0.0.1', port: 0 } }],
    });
    await ask(proxy.handle.upstreams[0]?.port ?? 0, 'GET / HTTP/1.1\r\nHost: localhost:1234\r\n\r\n');
    expect(server.peers[0]?.received).toContain('host: reviews:9080\r\n');
    expect(await proxy.record(0)).toMatchObject({ service: { name: 'reviews' } });
  });

  it('passes calls to strangers through without telling them who we are', async () => {
    const server = await startServer();
    const proxy = await start({});
    await ask(
      proxy.outboundPort,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nx-envoy-peer-metadata: fake\r\n\r\n`,
    );
    expect(server.peers[0]?.received).not.toContain('x-envoy-peer-metadata');
    expect(server.peers[0]?.received).not.toContain('x-envoy-decorator-operation');
    const record = await proxy.record(0);
    expect(record).toMatchObject({
      upstreamCluster: 'PassthroughCluster',
      routeName: 'allow_any',
      responseCode: 200,
    });
    expect(record.service).toBeUndefined();
  });

  describe('to a ServiceEntry that says nothing of where its hosts are', () => {
    const entry = (port: number, resolution: string, host = 'localhost') => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside, namespace: default}
spec:
  hosts: ["${host}"]
  ports: [{number: ${port}, name: http, protocol: HTTP}]
  location: MESH_EXTERNAL
${resolution}`;
    const onlyKnown = { outboundTrafficPolicy: 'REGISTRY_ONLY' } as const;

    it.each(['', '  resolution: NONE\n', '  resolution: DYNAMIC_DNS\n'])(
      'goes to the host that was asked for, by its rules (%j)',
      async (resolution) => {
        const server = await startServer();
        const text = entry(server.port, resolution);
        const proxy = await start({ routingTable: compileMesh({ yaml: text, settings: onlyKnown }) });
        const answer = await ask(
          proxy.outboundPort,
          `GET / HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`,
        );
        expect(answer).toContain('200 OK');
        expect(await proxy.record(0)).toMatchObject({
          upstreamCluster: `outbound|${server.port}||localhost`,
          upstreamHost: `localhost:${server.port}`,
          service: { name: 'localhost' },
        });
      },
    );

    it('carries tunnels there, too', async () => {
      const server = await startServer((app) => app.socket.on('data', (data) => app.send(`echo ${data}`)));
      const yaml = entry(server.port, '').replace('name: http, protocol: HTTP', 'name: tcp, protocol: TCP');
      const proxy = await start({ routingTable: compileMesh({ yaml, settings: onlyKnown }) });
      const client = await connectRaw(proxy.outboundPort);
      client.send(`CONNECT localhost:${server.port} HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
      await client.waitForText('200 ');
      client.send('hello');
      await client.waitForText('echo hello');
      client.socket.destroy();
    });

    it('tells apart the places behind one wildcard', async () => {
      const server = await startServer();
      const text = entry(server.port, '', '*.invalid');
      const proxy = await start({ routingTable: compileMesh({ yaml: text, settings: onlyKnown }) });
      for (const [index, host] of ['a.invalid', 'b.invalid'].entries()) {
        await ask(proxy.outboundPort, `GET / HTTP/1.1\r\nHost: ${host}:${server.port}\r\n\r\n`);
        expect(await proxy.record(index)).toMatchObject({
          upstreamCluster: `outbound|${server.port}||*.invalid`,
          responseCode: 503,
          flags: expect.stringContaining('DF'),
        });
      }
      const places = proxy.handle.listClusters().flatMap(({ hosts }) => hosts.map(({ key }) => key));
      expect(places.sort()).toEqual([`a.invalid:${server.port}`, `b.invalid:${server.port}`]);
    });

    it('does not call itself', async () => {
      let table = compileMesh({});
      const proxy = await start({
        routingTable: {
          get routes() {
            return table.routes;
          },
        },
      });
      table = compileMesh({ yaml: entry(proxy.outboundPort, '') });
      const answer = await ask(
        proxy.outboundPort,
        `GET / HTTP/1.1\r\nHost: localhost:${proxy.outboundPort}\r\n\r\n`,
      );
      expect(answer).toContain('503 Service Unavailable');
      expect(await proxy.record(0)).toMatchObject({ flags: 'UH' });
    });
  });

  it('answers 502 where strangers are blocked and 404 NR where no route is', async () => {
    const blocked = await start({
      routingTable: compileMesh({ settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' } }),
    });
    expect(await ask(blocked.outboundPort, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('502 Bad Gateway');
    expect(await blocked.record(0)).toMatchObject({
      upstreamCluster: 'BlackHoleCluster',
      details: 'direct_response',
    });
    const onlyPosts = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec: {hosts: [reviews], http: [{match: [{method: {exact: POST}}], route: [{destination: {host: reviews}}]}]}
`;
    const unrouted = await start({ routingTable: createTable([createEndpoint(1)], onlyPosts) });
    expect(await ask(unrouted.outboundPort, 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n')).toContain(
      '404 Not Found',
    );
    expect(await unrouted.record(0)).toMatchObject({ flags: 'NR', details: 'route_not_found' });
  });

  it('does not call itself', async () => {
    const proxy = await start({});
    for (const host of ['127.0.0.1', 'localhost']) {
      const answer = await ask(
        proxy.outboundPort,
        `GET / HTTP/1.1\r\nHost: ${host}:${proxy.outboundPort}\r\n\r\n`,
      );
      expect(answer).toContain('404 Not Found');
    }
  });

  it('answers 503 DF for a name nobody knows', async () => {
    const proxy = await start({});
    await ask(proxy.outboundPort, 'GET / HTTP/1.1\r\nHost: nobody.invalid\r\n\r\n');
    expect(await proxy.record(0)).toMatchObject({ responseCode: 503, flags: 'DF' });
  });
});

describe('two proxies', () => {
  const caller = describeWorkload({ name: 'productpage', version: 'v1', serviceAccount: 'pages' });
  const callee = describeWorkload({ name: 'reviews', version: 'v3' });

  async function startPair(onPeer?: (peer: RawPeer) => void) {
    const server = await startServer(onPeer);
    const inner = await start({ appPort: server.port, identity: callee, instance: 'reviews-v3-0' });
    const outer = await start({
      routingTable: createTable([createEndpoint(inner.inboundPort)]),
      identity: caller,
      instance: 'productpage-v1-0',
    });
    return { server, inner, outer };
  }

  it('learn of each other, and neither app sees how', async () => {
    const { server, inner, outer } = await startPair((app) => {
      app.socket.on('data', () =>
        app.send('HTTP/1.1 200 OK\r\nx-envoy-peer-metadata: fake\r\nContent-Length: 2\r\n\r\nok'),
      );
    });
    const response = await ask(outer.outboundPort, 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n');
    const incoming = await inner.record(0);
    const outgoing = await outer.record(0);
    expect(incoming.peer).toMatchObject(caller);
    expect(outgoing.peer).toMatchObject({ workload: 'reviews-v3', version: 'v3' });
    for (const text of [server.peers[0]?.received ?? '', response]) {
      expect(text.toLowerCase()).not.toContain('peer-metadata');
      expect(text.toLowerCase()).not.toContain('decorator');
    }
    await ask(outer.outboundPort, 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n');
    expect((await inner.record(1)).peer).toBe(incoming.peer);
    expect((await outer.record(1)).peer).toBe(outgoing.peer);
  });

  it('share one trace, each hop a child of the one before, and one request id', async () => {
    const { server, inner, outer } = await startPair();
    await ask(
      outer.outboundPort,
      'GET / HTTP/1.1\r\nHost: reviews:9080\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00\r\ntracestate: a=b\r\nX-Request-Id: mine\r\n\r\n',
    );
    const outgoing = await outer.record(0);
    const incoming = await inner.record(0);
    expect(outgoing).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      sampled: false,
      requestId: 'mine',
    });
    expect(incoming).toMatchObject({
      traceId: outgoing.traceId,
      parentSpanId: outgoing.spanId,
      sampled: false,
      requestId: 'mine',
      operation: 'reviews.default.svc.cluster.local:9080/*',
    });
    const seen = server.peers[0]?.received ?? '';
    expect(seen).toContain(`traceparent: 00-${incoming.traceId}-${incoming.spanId}-00\r\n`);
    expect(seen).toContain(`x-b3-spanid: ${incoming.spanId}\r\n`);
    expect(seen).toContain('x-b3-sampled: 0\r\n');
    expect(seen).toContain('tracestate: a=b\r\n');
    expect(seen.match(/traceparent/g)).toHaveLength(1);
  });

  it('name the destination by its registry entry when it never answers', async () => {
    const closed = await startRawServer();
    closed.close();
    const outer = await start({
      routingTable: createTable([createEndpoint(closed.port, callee)]),
      identity: caller,
    });
    await ask(outer.outboundPort, 'GET / HTTP/1.1\r\nHost: reviews:9080\r\n\r\n');
    expect(await outer.record(0)).toMatchObject({ responseCode: 503, peer: { workload: 'reviews-v3' } });
  });
});
