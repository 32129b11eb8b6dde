import { describe, expect, it } from 'vitest';
import { compileExpression } from '@/lib/mesh/telemetry-api/expression';

const FACTS = {
  request: { path: '/api/x', headers: { 'x-user-type': 'gold' } },
  response: { code: 404n },
  connection: { mtls: false },
};

function evaluate(source: string, facts: object = FACTS): unknown {
  const expression = compileExpression(source);
  if ('error' in expression) throw new Error(expression.error);
  return expression.evaluate(facts as Record<string, unknown>);
}

describe('compileExpression()', () => {
  it.each([
    ['response.code >= 400', true],
    ['response.code >= 500 || connection.mtls == false', true],
    ["request.path.startsWith('/api')", true],
    ["request.path.matches('^/[a-z]+/.$')", true],
    ["request.path.matches('x')", true],
    ["'a.matches(b)' == 'a.matches(b)'", true],
    ["'x-other' in request.headers", false],
  ])('evaluates %s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it('has no value where something is missing', () => {
    expect(evaluate("request.headers['x-none']")).toBeUndefined();
    expect(evaluate('xds.cluster_name')).toBeUndefined();
  });

  it('takes what stands behind a bar where nothing is before it, but not a bar in a text or two bars', () => {
    expect(evaluate("request.headers['x-none'] | 'unknown'")).toBe('unknown');
    expect(evaluate("request.headers['x-user-type'] | 'unknown'")).toBe('gold');
    expect(evaluate("'a|b'")).toBe('a|b');
  });

  it('is linear in time for patterns that would hang JavaScript’s own engine', () => {
    expect(evaluate("request.path.matches('(a+)+$')", { request: { path: `${'a'.repeat(5_000)}b` } })).toBe(
      false,
    );
  });

  it('names the headers it reads, and what is wrong with a text that is none', () => {
    expect(compileExpression('request.headers[\'X-A\'] == request.headers["x-b"]')).toMatchObject({
      headers: ['x-a', 'x-b'],
    });
    expect(compileExpression('nope(')).toMatchObject({ error: expect.stringContaining('Unexpected token') });
    expect(compileExpression('x'.repeat(5_000))).toMatchObject({ error: expect.stringContaining('longer') });
  });
});
