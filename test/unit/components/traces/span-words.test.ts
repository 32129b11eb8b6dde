import { describe, expect, it } from 'vitest';
import { describeSpan, rowTitle, spanTitle } from '@/components/traces/model/describe-span';
import { parseCluster, spanFacts } from '@/components/traces/model/span-facts';
import { spanTiming } from '@/components/traces/model/span-timing';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { makeSpan } from '../../lib/mesh/trace/make-span';

const tags = {
  'http.method': 'GET',
  'http.url': 'http://reviews:9080/reviews/0?full=1',
  'http.status_code': '503',
  response_flags: 'UF,URX',
  'retry.attempts': '3',
};
const trace = buildTrace('t', [
  makeSpan('call', 0, 12_000, {
    kind: 'CLIENT',
    service: 'web',
    workload: 'web-v1',
    name: 'reviews.shop.svc.cluster.local:9080/*',
    tags,
  }),
  makeSpan('serve', 1_000, 10_000, {
    parent_span_id: 'call',
    workload: 'reviews-v2',
    tags: { ...tags, 'http.status_code': '0' },
  }),
]);

describe('describeSpan()', () => {
  it('says who called whom, how it ended and how long it took', () => {
    const [call, serve] = trace.nodes.map(describeSpan);
    expect(call).toBe('web-v1 called reviews.shop:9080, GET /reviews/0?full=1, and got 503 after 12 ms.');
    expect(serve).toBe(
      'reviews-v2 served a request from web-v1, GET /reviews/0?full=1, and got no answer after 10 ms.',
    );
  });

  it('falls back to the operation without HTTP tags', () => {
    expect(spanTitle(makeSpan('job', 0, 1))).toBe('job.default.svc.cluster.local:80/*');
  });
});

describe('rowTitle()', () => {
  it('says once whom a call is made to', () => {
    const call = { kind: 'CLIENT' } as const;
    expect(rowTitle(makeSpan('x', 0, 1, { ...call, name: 'bank.shop.svc.cluster.local:80/*', tags }))).toBe(
      '→ bank.shop:80 GET /reviews/0?full=1',
    );
    expect(rowTitle(makeSpan('x', 0, 1, { ...call, name: 'GET /price' }))).toBe('→ GET /price');
    expect(rowTitle(makeSpan('x', 0, 1, { name: 'lookup' }))).toBe('lookup');
  });
});

describe('spanFacts()', () => {
  it('reads Envoy’s tags and leaves out what is absent', () => {
    expect(spanFacts({ tags })).toMatchObject({
      method: 'GET',
      path: '/reviews/0?full=1',
      code: 503,
      flags: ['UF', 'URX'],
      attempts: 3,
      peer: undefined,
    });
    expect(spanFacts({ tags: { response_flags: '-' } }).flags).toEqual([]);
  });
});

describe('parseCluster()', () => {
  it('splits Envoy’s cluster names and refuses others', () => {
    expect(parseCluster('outbound|9080|v1|reviews.shop.svc.cluster.local')).toEqual({
      direction: 'outbound',
      port: '9080',
      subset: 'v1',
      host: 'reviews.shop.svc.cluster.local',
    });
    expect(parseCluster('PassthroughCluster')).toBeUndefined();
  });
});

describe('spanTiming()', () => {
  it('splits a call into the way there, the callee and the way back', () => {
    const [call, serve] = trace.nodes;
    expect(call && spanTiming(call).map(({ us }) => us)).toEqual([1_000, 10_000, 1_000]);
    expect(serve && spanTiming(serve)).toEqual([{ id: 'own', label: 'Own work', us: 10_000 }]);
  });

  it('does not trust a callee that lies outside its call', () => {
    const skewed = buildTrace('t', [
      makeSpan('call', 0, 10, { kind: 'CLIENT' }),
      makeSpan('serve', 5, 10, { parent_span_id: 'call' }),
    ]);
    const parts = skewed.nodes[0] && spanTiming(skewed.nodes[0]);
    expect(parts?.map(({ id, us }) => [id, us])).toEqual([
      ['own', 5],
      ['children', 5],
    ]);
  });
});
