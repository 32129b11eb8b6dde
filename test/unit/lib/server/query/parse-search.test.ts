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

  it('finds the lines between two ends', () => {
    expect(logFilterOf('app:shop/web@v1->service:shop/cart#http', same)).toEqual({
      sourceService: 'web',
      sourceNamespace: 'shop',
      destinationService: 'cart',
    });
    expect(logFilterOf('workload:shop/web-v1', same)).toEqual({ namespaces: ['shop'], workload: 'web-v1' });
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
    expect(logFilterOf(id, names)).toEqual({ namespaces: ['shop'], service: 'orders', operations });
    expect(logFilterOf(`app:shop/web->${id}#http`, names)).toMatchObject({ operations });
  });

  it("finds the caller's spans of calls to the target", () => {
    expect(spanFilterOf('app:shop/web@v1->app:pay/bank@v2#http')).toEqual({
      namespaces: ['shop'],
      service: 'web',
      kind: 'CLIENT',
      operation: 'bank.pay.',
    });
  });
});
