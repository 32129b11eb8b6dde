import { describe, expect, it } from 'vitest';
import { explainTrace } from '@/lib/mesh/diagnosis/explain-trace';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import type { Span } from '@/lib/mesh/trace/span';
import { makeSpan } from '../trace/make-span';

let next = 0;
const id = () => (++next).toString(16).padStart(16, '0');

/** A call as two spans, the caller's and the callee's; the callee's spans hang below it. */
function call(
  from: string,
  to: string,
  change: Partial<Span> & { parent?: string; answers?: Partial<Span> },
) {
  const { parent = '', answers, ...own } = change;
  const client = makeSpan(id(), 0, 10, { parent_span_id: parent, kind: 'CLIENT', service: from, ...own });
  const server = makeSpan(id(), client.start_us, client.duration_us, {
    parent_span_id: client.span_id,
    service: to,
    status: client.status,
    ...answers,
  });
  return { client, server };
}

const explain = (...spans: Span[]) => explainTrace(buildTrace('t', spans));

describe('explainTrace()', () => {
  it('follows a failure down to the service that made it, and names who passed it on', () => {
    const front = call('web', 'cart', { status: 'error', duration_us: 100 });
    const back = call('cart', 'pay', {
      parent: front.server.span_id,
      status: 'error',
      start_us: 10,
      duration_us: 50,
    });
    const found = explain(front.client, front.server, back.client, back.server);
    expect(found).toMatchObject({ kind: 'failed', madeBy: 'service', tolerated: 0 });
    expect(found?.origin.span).toMatchObject({ service: 'pay', kind: 'SERVER' });
    expect(found?.passedOn.map(({ span }) => span.service)).toEqual(['cart', 'cart', 'web']);
  });

  it('blames the way between two proxies when the callee answered well or never saw the request', () => {
    const lost = call('web', 'pay', {
      status: 'error',
      tags: { response_flags: 'UT' },
      answers: { status: 'unset' },
    });
    expect(explain(lost.client, lost.server)).toMatchObject({
      madeBy: 'network',
      origin: { span: { kind: 'CLIENT' } },
    });
    expect(explain({ ...lost.client, tags: { response_flags: 'UF' } })).toMatchObject({ madeBy: 'network' });
  });

  it('blames a host outside the mesh for what it answered, not the service that called it', () => {
    const front = call('web', 'pay', {
      status: 'error',
      duration_us: 100,
      tags: { 'http.status_code': '503' },
    });
    const bank = makeSpan(id(), 10, 50, {
      parent_span_id: front.server.span_id,
      kind: 'CLIENT',
      service: 'pay',
      name: 'api.bank.example.com:443/*',
      status: 'error',
      tags: { 'http.status_code': '500', response_flags: '-' },
    });
    const found = explain(front.client, front.server, bank);
    expect(found).toMatchObject({ madeBy: 'callee', origin: { span: { kind: 'CLIENT', service: 'pay' } } });
    expect(found?.passedOn.map(({ span }) => span.service)).toEqual(['pay', 'web']);
    const silent = { ...bank, tags: { 'http.status_code': '0', response_flags: 'UF' } };
    expect(explain(front.client, front.server, silent)).toMatchObject({ madeBy: 'network' });
  });

  it.each([
    [{ response_flags: 'UO' }, 'a full pool'],
    [{ response_flags: 'FI' }, 'an injected fault'],
    [{ response_flags: '-', response_code_details: 'rbac_access_denied_matched_policy[x]' }, 'a policy'],
  ])('blames the proxy for %j, %s', (tags, _what) => {
    const refused = call('web', 'pay', { status: 'error', tags });
    expect(explain(refused.client)).toMatchObject({ madeBy: 'proxy' });
  });

  it('takes the last of several tries, and counts the others as tolerated', () => {
    const front = call('web', 'cart', { status: 'error', duration_us: 100 });
    const tries = [10, 40].map((start_us) =>
      call('cart', 'pay', { parent: front.server.span_id, status: 'error', start_us, duration_us: 20 }),
    );
    const found = explain(
      front.client,
      front.server,
      ...tries.flatMap(({ client, server }) => [client, server]),
    );
    expect(found?.origin.span).toBe(tries[1]?.server);
    expect(found?.tolerated).toBe(1);
  });

  it('says of a request that succeeded which span it waited for most', () => {
    const front = call('web', 'cart', { duration_us: 1_000 });
    const back = call('cart', 'db', { parent: front.server.span_id, start_us: 100, duration_us: 800 });
    const found = explain(front.client, front.server, back.client, back.server);
    expect(found).toMatchObject({ kind: 'slow', madeBy: 'service', ownUs: 800, share: 0.8 });
    expect(found?.origin.span.service).toBe('db');
  });

  it('names nothing when the time went everywhere or there are no spans', () => {
    const spans = Array.from({ length: 10 }, (_, n) => makeSpan(id(), n * 10, 10));
    expect(explain(...spans)).toBeUndefined();
    expect(explain()).toBeUndefined();
  });
});
