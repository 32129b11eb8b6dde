import { describe, expect, it } from 'vitest';
import { completeTraceQuery, fieldAt } from '@/lib/mesh/trace/query/complete-trace-query';

const NAMES = {
  tags: ['http.method', 'http.status_code', 'with blank'],
  values: { 'span.http.method': ['GET', 'POST'] },
};

/** What is offered at the bar. */
function offered(text: string): string[] {
  const at = text.indexOf('|');
  return completeTraceQuery(text.slice(0, at) + text.slice(at + 1), at, NAMES).options.map(
    (option) => option.text,
  );
}

describe('completeTraceQuery()', () => {
  it.each([
    ['|', ['{']],
    ['{ statu|', ['status', 'span.http.status_code']],
    ['{ status |', ['=', '!=']],
    ['{ duration |', ['>', '>=', '<', '<=', '=', '!=']],
    ['{ status = |', ['error', 'ok', 'unset']],
    ['{ status = e|', ['error']],
    ['{ kind = cl|', ['client']],
    ['{ span.http.method = |', ['"GET"', '"POST"']],
    ['{ span.http.method = "P|', ['"POST"']],
    ['{ span.http.method = "POST" |', ['&&', '||', '}']],
    ['{ status = error } |', ['&&', '||', '>>', '>', '|']],
    ['{ status = error } && |', ['{']],
    ['{ status = error } && { sta|', ['status', 'span.http.status_code']],
    ['({ status = error } || { true }) |', ['&&', '||', '>>', '>', '|']],
    ['{ true } > |', ['{']],
    ['{ trace:|', ['trace:duration', 'trace:rootService', 'trace:rootName']],
    ['{ rootName |', ['=', '!=', '=~', '!~']],
    ['{ trace:duration > |', ['10ms', '100ms', '1s']],
    ['{ method|', ['span.http.method']],
    ['{ span."wi|', ['span."with blank"']],
  ])('offers at the bar of %s', (text, options) => {
    expect(offered(text)).toEqual(options);
  });

  it.each([
    ['{ true } | ', ['count()', 'max(duration)', 'avg(duration)', 'min(duration)', 'sum(duration)', '{']],
    ['{ true } | cou', ['count()']],
    ['{ true } | count(', [')']],
    ['{ true } | avg(', ['duration']],
    ['{ true } | avg(duration ', [')']],
    ['{ true } | count() ', ['>', '>=', '<', '<=', '=', '!=']],
    ['{ true } | count() > ', ['1', '5', '20']],
    ['{ true } | max(duration) > ', ['10ms', '100ms', '1s']],
    ['{ true } | count() > 2 ', ['|']],
  ])('offers at the end of %s', (text, options) => {
    expect(completeTraceQuery(text, text.length, NAMES).options.map((option) => option.text)).toEqual(
      options,
    );
  });

  it('offers fields after a join, a parenthesis and a negation', () => {
    for (const text of ['{ |', '{ (|', '{ !|', '{ status = ok && |'])
      expect(offered(text)).toContain('duration');
  });

  it('names a tag that is a known field only once', () => {
    expect(offered('{ status_code|')).toEqual(['span.http.status_code']);
  });

  it('replaces what was begun', () => {
    expect(completeTraceQuery('{ stat', 6, NAMES).from).toBe(2);
  });
});

describe('fieldAt()', () => {
  it.each([
    ['{ span.http.method = ', 'span.http.method'],
    ['{ span.http.method = "G', 'span.http.method'],
    ['{ name =~ ', 'name'],
    ['{ name', undefined],
    ['{ name = "x" && ', undefined],
    ['', undefined],
  ])('finds whose value is written at the end of %s', (text, field) => {
    expect(fieldAt(text, text.length)).toBe(field);
  });
});
