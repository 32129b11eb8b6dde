import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { type BadgedNode, createFindBadges } from '@/lib/mesh/graph/badge/node-badges';

const object = (kind: string, spec: unknown): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name: 'one', namespace: 'shop' },
  spec,
});
const orders = (version: string): BadgedNode => ({
  namespace: 'shop',
  app: 'orders',
  version,
  hosts: ['orders.shop.svc.cluster.local'],
});
const badges = (config: ConfigObject, node = orders('v1')): readonly string[] =>
  createFindBadges([config])(node);

describe('createFindBadges()', () => {
  it.each([
    ['a route', { route: [{ destination: { host: 'orders' } }] }, []],
    ['a match', { match: [{ uri: { prefix: '/a' } }] }, ['requestRouting']],
    ['weights', { route: [{ weight: 1 }, { weight: 2 }] }, ['trafficShifting']],
    ['a timeout', { timeout: '2s' }, ['requestTimeout']],
    ['a fault', { fault: { abort: { httpStatus: 500 } } }, ['faultInjection']],
    ['a mirror', { mirror: { host: 'copy' } }, ['mirroring']],
    ['mirrors', { mirrors: [{ destination: { host: 'copy' } }] }, ['mirroring']],
  ])('reads %s of a VirtualService', (_, route, more) => {
    const config = object('VirtualService', { hosts: ['orders'], http: [route] });
    expect(badges(config)).toEqual(['virtualService', ...more]);
  });

  it('marks the destinations of a VirtualService for another host, and nobody else', () => {
    const config = object('VirtualService', {
      hosts: ['shop.example.com'],
      tcp: [{ route: [{ destination: { host: 'orders' } }, { destination: { host: 'other' } }] }],
    });
    expect(badges(config)).toEqual(['virtualService', 'tcpTrafficShifting']);
    expect(badges(config, { ...orders('v1'), hosts: ['cart.shop.svc.cluster.local'] })).toEqual([]);
  });

  it('takes the hosts of a gateway for no services of the mesh', () => {
    const http = [{ route: [{ destination: { host: 'cart' } }] }];
    expect(badges(object('VirtualService', { hosts: ['*'], gateways: ['front'], http }))).toEqual([]);
    expect(badges(object('VirtualService', { hosts: ['*'], gateways: ['front', 'mesh'], http }))).toEqual([
      'virtualService',
    ]);
  });

  it('knows circuit breakers of hosts, ports, wildcards and subsets', () => {
    const outlierDetection = { consecutive5xxErrors: 5 };
    const rule = (spec: object) => badges(object('DestinationRule', spec), orders('v2'));
    expect(rule({ host: 'orders', trafficPolicy: { outlierDetection } })).toEqual(['circuitBreaker']);
    expect(rule({ host: '*.local', trafficPolicy: { outlierDetection } })).toEqual(['circuitBreaker']);
    expect(rule({ host: 'orders', trafficPolicy: { portLevelSettings: [{ connectionPool: {} }] } })).toEqual([
      'circuitBreaker',
    ]);
    const subset = (version: string) => ({ labels: { version }, trafficPolicy: { outlierDetection } });
    expect(rule({ host: 'orders', subsets: [subset('v2')] })).toEqual(['circuitBreaker']);
    expect(rule({ host: 'orders', subsets: [subset('v1')] })).toEqual([]);
    expect(rule({ host: 'orders', trafficPolicy: { tls: { mode: 'DISABLE' } } })).toEqual([]);
  });

  it('reads HTTPRoutes of a Service and their backends', () => {
    const config = object('HTTPRoute', {
      parentRefs: [{ kind: 'Service', name: 'orders' }],
      rules: [{ backendRefs: [{ name: 'orders' }, { name: 'orders-v2' }], timeouts: { request: '1s' } }],
    });
    expect(badges(config)).toEqual(['virtualService', 'trafficShifting', 'requestTimeout']);
  });

  it('knows workloads that a WorkloadEntry lists', () => {
    const config = object('WorkloadEntry', { labels: { app: 'orders', version: 'v1' } });
    expect(badges(config)).toEqual(['workloadEntry']);
    expect(badges(config, orders('v2'))).toEqual([]);
  });
});
