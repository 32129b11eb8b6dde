import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRoute } from '@/agent/cli/options/parse-route';
import { FIRST_SNAPSHOT, MeshConfig } from '@/agent/config/mesh-config';
import { findGatewayRoute } from '@/agent/proxy/layers/route-gateway';
import { type ProxyHandle, startProxy } from '@/agent/proxy/start-proxy';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { waitUntil } from '../support/wait-until';

const ROUTES = [
  'shop.example/orders=orders.shop:9080',
  '/orders=old-orders.shop:9080',
  '/gone=nobody:1',
  '/=web.shop:80',
].map(parseRoute);

describe('findGatewayRoute()', () => {
  it.each([
    ['shop.example', '/orders/1?x', 'orders.shop'],
    ['SHOP.example:8080', '/ordersX', 'orders.shop'],
    ['other.example', '/orders', 'old-orders.shop'],
    ['shop.example', '/', 'web.shop'],
    ['', '/cart', 'web.shop'],
  ])('sends %s%s to %s', (authority, path, host) => {
    expect(findGatewayRoute(ROUTES, { authority, path })?.service.host).toBe(host);
  });

  it('finds nothing where no prefix fits', () => {
    expect(findGatewayRoute(ROUTES.slice(0, 3), { authority: 'x', path: '/cart' })).toBeUndefined();
  });
});

describe('a gateway', () => {
  let upstream: Server;
  let proxy: ProxyHandle;
  let seen: IncomingHttpHeaders[] = [];
  let records: ExchangeRecord[] = [];

  beforeEach(async () => {
    seen = [];
    records = [];
    upstream = createServer((incoming, response) => {
      seen.push(incoming.headers);
      response.end('web');
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const config = new MeshConfig({ kind: 'gateway', namespace: 'ingress', labels: {}, addresses: [] });
    config.takeSnapshot({
      ...FIRST_SNAPSHOT,
      revision: 1,
      services: [
        {
          host: 'web.shop.svc.cluster.local',
          name: 'web',
          namespace: 'shop',
          port: 80,
          protocol: 'http',
          location: 'MESH_INTERNAL',
          endpoints: [{ address: '127.0.0.1', port: (upstream.address() as AddressInfo).port }],
        },
      ],
    });
    proxy = await startProxy({
      gateway: { listen: { host: '127.0.0.1', port: 0 }, routes: ROUTES },
      routingTable: config,
      recorder: {
        record: (exchange) => records.push(exchange),
        openTunnel: () => {},
        addTunnelBytes: () => {},
        closeTunnel: () => {},
      },
      identity: describeWorkload({ name: 'ingressgateway', namespace: 'ingress' }),
      instance: 'gateway',
      sampler: () => true,
    });
  });
  afterEach(() => {
    proxy.close();
    upstream.close();
  });

  function call(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
    const { port } = proxy.gateway ?? { port: 0 };
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.on('error', reject);
      outgoing.on('connect', (response) => resolve(response.statusCode ?? 0));
      outgoing.end();
    });
  }

  it('reports its calls as its own and tells the service who asks', async () => {
    expect(await call('/x', { 'x-forwarded-for': '10.1.1.1', 'x-envoy-peer-metadata': 'forged' })).toBe(200);
    await waitUntil('recorded', () => records.length === 1);
    expect(records[0]).toMatchObject({
      direction: 'outbound',
      upstreamCluster: 'outbound|80||web.shop.svc.cluster.local',
      forwardedFor: '10.1.1.1,127.0.0.1',
      parentSpanId: undefined,
      sampled: true,
    });
    expect(seen[0]?.['x-forwarded-for']).toBe('10.1.1.1,127.0.0.1');
    expect(seen[0]?.['x-envoy-peer-metadata']).not.toBe('forged');
    expect(seen[0]?.traceparent).toContain(records[0]?.spanId);
  });

  it('answers 503 for a service the mesh does not know, and is no forward proxy', async () => {
    expect(await call('/gone')).toBe(503);
    expect(await call('http://elsewhere.example/x', { host: 'elsewhere.example' })).toBe(200);
    expect(seen).toHaveLength(1);
    expect(await call('elsewhere.example:443', {}, 'CONNECT')).toBe(404);
    await waitUntil('recorded', () => records.length === 3);
    expect(records.map((one) => one.flags)).toEqual(['UH', '-', 'NR']);
  });
});
