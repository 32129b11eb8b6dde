import { describe, expect, it } from 'vitest';
import { flag, names, oneOf, optionalNumber, optionalText, someOf, text } from '@/lib/client/url/codec';
import { entityHref } from '@/lib/client/url/entity-href';
import { safeReturnPath } from '@/lib/client/url/safe-return-path';
import { absoluteHref, scopedHref } from '@/lib/client/url/scoped-href';
import { printQuery, readUrlState, writeUrlState } from '@/lib/client/url/url-state';

const SHAPE = {
  q: text(),
  sel: optionalText,
  min: optionalNumber,
  layout: oneOf(['dagre', 'fcose'], 'dagre'),
  idle: flag(),
  labels: flag(true),
  ns: names,
  show: someOf(['rate', 'p95', 'mtls'], ['rate']),
};

const read = (query: string) => readUrlState(SHAPE, new URLSearchParams(query));
const write = (query: string, patch: Parameters<typeof writeUrlState<typeof SHAPE>>[2]) =>
  printQuery(writeUrlState(SHAPE, new URLSearchParams(query), patch));

describe('readUrlState()', () => {
  it('gives every default for an empty address', () => {
    expect(read('')).toEqual({
      q: '',
      sel: undefined,
      min: undefined,
      layout: 'dagre',
      idle: false,
      labels: true,
      ns: [],
      show: ['rate'],
    });
  });

  it('takes bad text as the default, never as an error', () => {
    const state = read('layout=spiral&min=many&show=nothing&idle=yes&ns=,,');
    expect(state).toMatchObject({ layout: 'dagre', min: undefined, show: [], idle: false, ns: [] });
  });
});

describe('writeUrlState()', () => {
  it('reads back what it wrote', () => {
    const patch = {
      q: 'a b&c',
      sel: 'workload:a/b',
      min: 0.5,
      layout: 'fcose',
      idle: true,
      labels: false,
      ns: ['a', 'b'],
      show: ['mtls', 'p95'],
    } as const;
    expect(read(write('', patch))).toEqual({ ...patch, show: ['p95', 'mtls'] });
  });

  it('leaves defaults out and the parameters of others alone', () => {
    expect(write('range=1h&q=x&other=1', { q: '', layout: 'dagre' })).toBe('?range=1h&other=1');
  });

  it('keeps a link readable', () => {
    expect(write('', { ns: ['bookinfo', 'shop'], sel: 'workload:bookinfo/reviews-v1' })).toBe(
      '?ns=bookinfo,shop&sel=workload:bookinfo/reviews-v1',
    );
  });

  it('can say that nothing of a set is chosen, unlike the default', () => {
    expect(read(write('', { show: [] })).show).toEqual([]);
  });
});

describe('scopedHref()', () => {
  it('carries namespaces and time along, and nothing else', () => {
    const current = new URLSearchParams('ns=a&range=1h&sel=x');
    expect(scopedHref('/logs?code=503', current)).toBe('/logs?ns=a&range=1h&code=503');
  });

  it('lets the link choose its own scope', () => {
    expect(scopedHref('/logs?ns=b', new URLSearchParams('ns=a'))).toBe('/logs?ns=b');
  });
});

describe('absoluteHref()', () => {
  it('pins the window and keeps the rest', () => {
    expect(absoluteHref('http://h/graph?ns=a&range=5m#x', { fromMs: 0, toMs: 60_000 })).toBe(
      'http://h/graph?ns=a&range=1970-01-01T00:00:00.000Z~1970-01-01T00:01:00.000Z#x',
    );
  });
});

describe('entityHref()', () => {
  it('leads to the page of the kind', () => {
    expect(entityHref('workload:shop/orders-v1')).toBe('/workloads/shop/orders-v1');
    expect(entityHref('app:shop/orders@v1')).toBe('/applications/shop/orders');
    expect(entityHref('service:shop/api.example.com')).toBe('/services/shop/api.example.com');
  });

  it('knows no page for what is unknown', () => {
    for (const id of ['unknown', 'namespace:shop', 'nonsense', '']) expect(entityHref(id)).toBeUndefined();
  });
});

describe('safeReturnPath()', () => {
  it('stays within the console', () => {
    expect(safeReturnPath('/graph?ns=a')).toBe('/graph?ns=a');
    for (const raw of [null, '', 'https://evil', '//evil', '/\\evil', '/sign-in', 'javascript:alert(1)']) {
      expect(safeReturnPath(raw)).toBe('/');
    }
  });
});
