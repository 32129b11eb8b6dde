import { describe, expect, it } from 'vitest';
import { completeLogQuery } from '@/lib/mesh/log/query/complete-log-query';
import { LOG_FIELDS, type LogField } from '@/lib/mesh/log/query/log-fields';
import { meetsLogQuery } from '@/lib/mesh/log/query/meets-log-query';
import { readLogQuery, wordsOf } from '@/lib/mesh/log/query/read-log-query';
import { logOf } from '@/test/integration/support/telemetry-samples';

const line = logOf({
  response_code: 503,
  response_flags: 'UF,URX',
  path: '/orders/7?full=1',
  method: 'POST',
  duration_us: 1_250_000,
  upstream_service_time: null,
  user_agent: 'curl/8',
  destination_service_name: 'reviews',
});

const isMet = (query: string): boolean => {
  const { expression, error } = readLogQuery(query);
  if (expression === undefined) throw new Error(`${query}: ${error?.message}`);
  return meetsLogQuery(expression, line);
};

describe('readLogQuery()', () => {
  it.each([
    'code >= 500 and method = post',
    'code = 503 or code = 0',
    'duration > 1.2s and ms < 1300',
    'flag = UF and flag = urx',
    'not flag = DC',
    'flag != NR',
    'path startswith /orders and path contains "full=1"',
    'agent contains CURL',
    '/orders curl',
    'service = reviews and (code = 503 or code = 504)',
    'not (code < 500)',
    'upstreamtime != 5 or code = 503',
  ])('reads %s, which the line meets', (query) => {
    expect(isMet(query)).toBe(true);
  });

  it.each(['code = 200', 'flag = NR', 'path = /orders', 'nothing-like-it', 'upstreamtime < 1', 'flag != UF'])(
    'reads %s, which the line does not meet',
    (query) => {
      expect(isMet(query)).toBe(false);
    },
  );

  it.each([
    ['colour = red', 'There is no field "colour"'],
    ['code = abc', '"abc" is not a number'],
    ['path > 5', '"path" is a text'],
    ['flag = XX', '"flag" is one of'],
    ['(code = 5', 'never closed'],
  ])('says what is wrong with %s', (query, message) => {
    expect(readLogQuery(query).error?.message).toContain(message);
  });
});

describe('wordsOf()', () => {
  it('gives the words of a query of words, and nothing of others', () => {
    const words = (query: string) => wordsOf(readLogQuery(query).expression ?? { kind: 'text', text: '' });
    expect(words('orders curl "a b"')).toEqual(['orders', 'curl', 'a b']);
    expect(words('orders or curl')).toBeUndefined();
    expect(words('code = 5')).toBeUndefined();
  });
});

describe('completeLogQuery()', () => {
  const offered = (text: string) =>
    completeLogQuery(text, text.length, { service: ['reviews', 'orders'] }).options.map((one) => one.text);

  it('offers fields, operators, values that are known, and joins', () => {
    expect(offered('met')).toEqual(['method']);
    expect(offered('code ')).toEqual(['>', '<', '=']);
    expect(offered('service = ')).toEqual(['orders', 'reviews']);
    expect(offered('reporter = w')).toEqual(['waypoint']);
    expect(offered('code = 503 ')).toEqual(['and', 'or']);
  });
});

describe('LOG_FIELDS', () => {
  it('asks for every field of a line', () => {
    const asked = LOG_FIELDS.flatMap(({ texts, number }) => texts ?? [number[0]]);
    // The time is asked for by the window, and the duration by its microseconds.
    const others = Object.keys(logOf()).filter((key) => !['start_time', 'duration'].includes(key));
    expect(asked.map(String).toSorted()).toEqual(expect.arrayContaining(others.toSorted()));
  });

  it.each(LOG_FIELDS.map((field) => [field.names[0], field] as const))(
    'finds a line by %s alone, and not one that differs in it',
    (name, field) => {
      const columns = field.texts ?? [field.number[0]];
      const written = field.number === undefined ? sampleOf(field) : '7';
      const stored = field.number === undefined ? written : 7 * field.number[1];
      const hit = logOf(Object.fromEntries(columns.map((column) => [column, stored])));
      const miss = logOf(
        Object.fromEntries(
          columns.map((column) => [column, field.number === undefined ? 'else' : 8 * field.number[1]]),
        ),
      );
      const { expression } = readLogQuery(`${name} = ${JSON.stringify(written)}`);
      if (expression === undefined) throw new Error(name);
      expect(meetsLogQuery(expression, hit)).toBe(true);
      expect(meetsLogQuery(expression, miss)).toBe(false);
    },
  );
});

/** Something that the field can be. */
function sampleOf({ values }: LogField): string {
  return Object.values(values ?? {})[0] ?? 'some value';
}
