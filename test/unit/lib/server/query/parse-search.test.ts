import { describe, expect, it } from 'vitest';
import { formatSubject } from '@/lib/mesh/graph/node-id';
import { parseCodes } from '@/lib/server/query/parse-codes';
import { parseTags } from '@/lib/server/query/parse-tags';
import { logFilterOf, spanFilterOf } from '@/lib/server/query/subject-filters';

describe('parseCodes()', () => {
  it('reads codes, classes and the missing response', () => {
    expect(parseCodes('503, 404')).toEqual({ codes: [503, 404] });
    expect(parseCodes('5xx,4XX')).toEqual({ codeClasses: [5, 4] });
    expect(parseCodes('-')).toEqual({ codes: [0] });
    expect(parseCodes(undefined)).toEqual({});
  });

  it('writes classes out when they stand beside codes', () => {
    const { codes, codeClasses } = parseCodes('404,5xx');
    expect(codes).toHaveLength(101);
    expect(codeClasses).toBeUndefined();
  });

  it('refuses what is no code', () => {
    expect(() => parseCodes('teapot')).toThrow(/Cannot read the response code "teapot"/);
  });
});

describe('parseTags()', () => {
  it('reads pairs, with quotes for blanks', () => {
    expect(parseTags('http.method=GET  user="a \\"b\\" c" empty=')).toEqual({
      'http.method': 'GET',
      user: 'a "b" c',
      empty: '',
    });
  });

  it('refuses what is no pair', () => {
    expect(() => parseTags('http.method')).toThrow(/Cannot read the tags/);
  });
});

describe('filters of a node or an edge', () => {
  const same = (_namespace: string, _service: string, operation: string) => [operation];

  it('finds the lines between two ends, of their versions where they name one', () => {
    expect(logFilterOf('app:shop/web@v1->service:pay/bank#http', same)).toEqual({
      source: { namespace: 'shop', app: 'web', revision: 'v1' },
      destination: { namespace: 'pay', service: 'bank' },
      protocols: ['http'],
    });
    expect(logFilterOf('workload:shop/web-v1', same)).toEqual({
      peer: { namespace: 'shop', workload: 'web-v1' },
    });
    expect(logFilterOf('app:shop/web@v2', same)).toEqual({
      peer: { namespace: 'shop', app: 'web', revision: 'v2' },
    });
  });

  it('finds the lines from a service to what answers for it, whoever called', () => {
    expect(logFilterOf('service:pay/bank->app:pay/bank@v2#grpc', same)).toEqual({
      destination: { namespace: 'pay', app: 'bank', revision: 'v2', service: 'bank' },
      protocols: ['grpc'],
    });
  });

  it('finds the lines between boxes and of callers without a proxy', () => {
    expect(logFilterOf('namespace:shop->namespace:pay#http', same)).toEqual({
      source: { namespace: 'shop' },
      destination: { namespace: 'pay' },
      protocols: ['http'],
    });
    expect(logFilterOf('unknown->app:pay/bank#http', same)).toMatchObject({ sourceWorkload: 'unknown' });
  });

  it('finds the lines of an operation under every name that agents gave it', () => {
    const names = () => ['GET /orders/{id}', 'GET /orders/{number}'];
    const id = formatSubject({
      kind: 'operation',
      namespace: 'shop',
      name: 'orders',
      operation: 'GET /orders/{number}',
      cluster: 'default',
    });
    const operations = names();
    expect(logFilterOf(id, names)).toEqual({ peer: { namespace: 'shop', service: 'orders' }, operations });
    expect(logFilterOf(`app:shop/web->${id}#http`, names)).toMatchObject({ operations });
    expect(logFilterOf(`${id}->app:shop/orders@v1#http`, names)).toMatchObject({
      destination: { app: 'orders', revision: 'v1', service: 'orders' },
      operations,
    });
  });

  it("finds the caller's spans of calls to the target", () => {
    expect(spanFilterOf('app:shop/web@v1->app:pay/bank#http')).toEqual({
      namespaces: ['shop'],
      service: 'web',
      version: 'v1',
      kind: 'CLIENT',
      operation: 'bank.pay.',
    });
    expect(spanFilterOf('workload:shop/web-v1->app:pay/bank@v2#http').tags).toEqual({
      'peer.namespace': 'pay',
      'peer.canonical_service': 'bank',
      'peer.canonical_revision': 'v2',
    });
    expect(spanFilterOf('app:pay/bank@v2')).toEqual({ namespaces: ['pay'], service: 'bank', version: 'v2' });
  });
});
