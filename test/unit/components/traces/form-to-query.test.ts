import { describe, expect, it } from 'vitest';
import { formToQuery } from '@/components/traces/model/form-to-query';
import type { TraceSearchState } from '@/components/traces/model/trace-search-state';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';

const EMPTY: TraceSearchState = {
  ...{ service: '', operation: '', of: undefined, tags: '', q: '', code: '', live: true, plot: 'points' },
  ...{ path: '', flag: '', version: '', principal: '', caller: '', callee: '' },
  ...{ min: undefined, max: undefined, status: 'any', sort: { column: 'started', direction: 'desc' } },
};

describe('formToQuery()', () => {
  it.each([
    [{}, ''],
    [{ service: 'reviews.bookinfo' }, '{ resource.service.name = "reviews.bookinfo" }'],
    [{ operation: '/a.b' }, '{ name =~ "(?i).*/a\\\\.b.*" }'],
    [
      { tags: 'http.method=POST note="a \\"b\\""' },
      '{ span.http.method = "POST" && span.note = "a \\"b\\"" }',
    ],
    [{ min: 1.5, max: 20, status: 'error' }, '{ duration >= 1.5ms && duration <= 20ms && status = error }'],
    [{ code: '5xx' }, '{ (span.http.status_code >= 500 && span.http.status_code < 600) }'],
    [{ code: '404,-' }, '{ (span.http.status_code = 404 || span.http.status_code = 0) }'],
    [{ path: '/a.b' }, '{ span.url.path =~ "(?i).*/a\\\\.b.*" }'],
    [{ flag: 'UF' }, '{ span.response_flags =~ "(?:.*,)?UF(?:,.*)?" }'],
    [{ version: 'v2' }, '{ resource.service.version = "v2" }'],
    [
      { principal: 'cluster.local/ns/a/sa/b' },
      '{ span.peer.principal = "spiffe://cluster.local/ns/a/sa/b" }',
    ],
    [{ caller: 'web.shop' }, '{ kind = client && resource.service.name = "web.shop" }'],
    [{ callee: 'bank' }, '{ kind = server && resource.service.name = "bank" }'],
    [
      { caller: 'web.shop', callee: 'bank.shop' },
      '{ kind = client && resource.service.name = "web.shop" && ((span.peer.canonical_service = "bank" && span.peer.namespace = "shop") || name =~ "bank\\\\.shop[.:].*") }',
    ],
    [{ status: 'ok', q: '{ .a = "}" } | count() > 2' }, '{ status = ok } && ({ .a = "}" } | count() > 2)'],
    [{ q: '{ .a = "x" } && { .b = "y" }' }, '{ .a = "x" } && { .b = "y" }'],
    [{ status: 'ok', q: '{ .a = "x" || .b = "y" }' }, '{ status = ok && (.a = "x" || .b = "y") }'],
  ] satisfies [Partial<TraceSearchState>, string][])('writes %j as %s, which can be read', (form, query) => {
    const patch = formToQuery({ ...EMPTY, ...form });
    expect(patch.q).toBe(query);
    if (query !== '') expect(readTraceQuery(query).error).toBeUndefined();
  });

  it('leaves nothing of it in the form', () => {
    expect(formToQuery({ ...EMPTY, service: 'a', min: 3, code: '5xx' })).toMatchObject({
      service: '',
      min: undefined,
      code: '',
    });
  });
});
