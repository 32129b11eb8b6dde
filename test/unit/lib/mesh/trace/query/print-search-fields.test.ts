import { describe, expect, it } from 'vitest';
import { pickSpans } from '@/lib/mesh/trace/query/pick-spans';
import { printSearchFields, type SearchFields } from '@/lib/mesh/trace/query/print-search-fields';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import type { Span } from '@/lib/mesh/trace/span';
import { spanOf } from '@/test/integration/support/telemetry-samples';

const PRINCIPAL = 'spiffe://cluster.local/ns/shop/sa/web';

const meets = (fields: SearchFields, span: Partial<Span>): boolean => {
  const { spanset, error } = readTraceQuery(`{ ${printSearchFields(fields).join(' && ')} }`);
  if (error !== undefined) throw new Error(error.message);
  return pickSpans(spanset, [spanOf(span)]).length > 0;
};

const call = (tags: Span['tags'], name = 'bank.shop.svc.cluster.local:9080/*'): Partial<Span> => ({
  ...{ kind: 'CLIENT', service: 'web', namespace: 'shop', name },
  tags,
});

describe('printSearchFields()', () => {
  it('asks nothing of empty fields', () => {
    expect(printSearchFields({ path: '', flag: '', caller: undefined })).toEqual([]);
  });

  it.each([
    [{ path: '/PAY.' }, { tags: { 'http.url': 'http://shop/v1/pay.json?x=1' } }],
    [{ path: '/pay' }, { tags: { 'url.path': '/pay' } }],
    [{ flag: 'UF' }, { tags: { response_flags: 'URX,UF' } }],
    [{ flag: '-' }, { tags: { response_flags: '-' } }],
    [{ version: 'v2' }, { version: 'v2' }],
    [{ principal: PRINCIPAL }, { tags: { 'peer.principal': PRINCIPAL } }],
    [{ principal: 'cluster.local/ns/shop/sa/web' }, { tags: { 'peer.principal': PRINCIPAL } }],
    [{ caller: 'web' }, call({})],
    [{ callee: 'reviews.bookinfo' }, {}],
    [{ caller: 'web.shop', callee: 'bank.shop' }, call({})],
    [{ caller: 'web.shop', callee: 'bank' }, call({}, 'bank:9080/*')],
    [
      { caller: 'web.shop', callee: 'bank.shop' },
      call({ 'peer.canonical_service': 'bank', 'peer.namespace': 'shop' }, 'other'),
    ],
  ] satisfies [SearchFields, Partial<Span>][])('finds by %j what meets it', (fields, span) => {
    expect(meets(fields, span)).toBe(true);
  });

  it.each([
    [{ path: '/pay.' }, { tags: { 'http.url': 'http://shop/pay?x=/pay.' } }],
    [{ flag: 'U' }, { tags: { response_flags: 'UF' } }],
    [{ flag: '-' }, { tags: { response_flags: 'UF' } }],
    [{ version: 'v2' }, { version: 'v1' }],
    [{ principal: PRINCIPAL }, { tags: { 'peer.principal': `${PRINCIPAL}2` } }],
    [{ caller: 'web' }, { ...call({}), kind: 'SERVER' }],
    [{ callee: 'reviews' }, { kind: 'CLIENT' }],
    [{ caller: 'web.shop', callee: 'bank.shop' }, call({}, 'bankers.shop:9080/*')],
    [{ caller: 'web.shop', callee: 'bank.shop' }, call({ 'peer.canonical_service': 'bank' }, 'other')],
  ] satisfies [SearchFields, Partial<Span>][])('does not find by %j what differs', (fields, span) => {
    expect(meets(fields, span)).toBe(false);
  });
});
