import { describe, expect, it } from 'vitest';
import { describeExplanation, suspectOf } from '@/components/diagnosis/trace-words';
import { explainTrace } from '@/lib/mesh/diagnosis/explain-trace';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import type { Span } from '@/lib/mesh/trace/span';
import { makeSpan } from '../../lib/mesh/trace/make-span';

function told(...spans: Span[]): string {
  const found = explainTrace(buildTrace('t', spans));
  if (found === undefined) throw new Error('Nothing to tell');
  return describeExplanation(found);
}

const served = (name: string, code: string, rest: Partial<Span> = {}) =>
  makeSpan(name, 0, 100_000, { status: 'error', tags: { 'http.status_code': code }, ...rest });

const calling = (code: string, tags: Record<string, string>, rest: Partial<Span> = {}) =>
  makeSpan('call', 10, 50_000, {
    parent_span_id: 'payments',
    kind: 'CLIENT',
    service: 'payments',
    name: 'api.bank.example.com:443/*',
    status: 'error',
    tags: {
      'http.status_code': code,
      'http.method': 'POST',
      'http.url': 'http://api.bank.example.com/transfers',
      ...tags,
    },
    ...rest,
  });

describe('describeExplanation()', () => {
  it('names a host outside the mesh that answered with an error, and what the caller made of it', () => {
    const orders = served('orders', '503');
    const payments = served('payments', '503', { parent_span_id: 'orders' });
    expect(told(orders, payments, calling('500', { response_flags: '-' }))).toBe(
      'api.bank.example.com answered 500 to payments v1 on POST /transfers. payments made 503 of it. payments and orders only passed it on.',
    );
  });

  it('says of a call that got no answer that it was lost', () => {
    expect(told(served('payments', '503'), calling('0', { response_flags: 'UF' }))).toMatch(
      /^The call from payments v1 to api\.bank\.example\.com on POST \/transfers was lost between them \(UF: .*\)\.$/,
    );
  });

  it('says what a proxy did by itself', () => {
    const refused = calling('503', { response_flags: 'UO', 'peer.workload': 'bank-v1' });
    expect(told(served('payments', '503'), refused)).toMatch(
      /^The proxy of payments v1 answered 503 on POST \/transfers without asking anybody \(UO/,
    );
  });

  it('says of a service whose calls went well that it failed itself', () => {
    const fine = calling('200', {}, { status: 'ok' });
    expect(told(served('payments', '500'), fine)).toBe(
      'payments v1 itself answered 500, although every call it made went well.',
    );
  });

  it('says where the time of a request went that succeeded, and counts failures that did not matter', () => {
    const ok = served('payments', '200', { status: 'unset', duration_us: 400_000 });
    const failed = calling('503', {}, { duration_us: 1_000 });
    expect(told(ok, failed)).toMatch(/^Most of the time, 399 ms or 100 %, passed in payments v1 itself/);
    expect(told(ok, failed)).toMatch(/One failed call did not matter in the end\.$/);
  });
});

describe('suspectOf()', () => {
  it('is the workload that was called where it is known, else the one that reports', () => {
    const [node] = buildTrace('t', [
      calling('503', { 'peer.workload': 'bank-v1', 'peer.namespace': 'money' }),
    ]).nodes;
    const [own] = buildTrace('t', [calling('500', {})]).nodes;
    if (node === undefined || own === undefined) throw new Error('No spans');
    expect(suspectOf(node)).toBe('workload:money/bank-v1');
    expect(suspectOf(own)).toBe('workload:default/call-v1');
  });
});
