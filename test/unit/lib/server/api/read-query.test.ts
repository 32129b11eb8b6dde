import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { GRAPH_URL } from '@/components/graph/graph-url';
import { graphQuery } from '@/components/graph/use-graph';
import { LOG_FILTER, toLogQuery } from '@/components/logs/model/log-filter-state';
import { TRACE_SEARCH, toTraceQuery } from '@/components/traces/model/trace-search-state';
import { readUrlState } from '@/lib/client/url/url-state';
import { getGraph } from '@/lib/protocol/api/graph';
import { getLogHistogram, getLogs } from '@/lib/protocol/api/logs';
import { getTraces } from '@/lib/protocol/api/traces';
import { isAppError } from '@/lib/protocol/app-error';
import { HANDLERS } from '@/lib/server/api/handlers';
import { readBodyAs, readQuery } from '@/lib/server/api/read-query';

const say = (query: Record<string, string>) => {
  try {
    readQuery(getTraces.query, query);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

function outcomeOf(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

describe('readQuery()', () => {
  it('reads what the schema knows', () => {
    expect(readQuery(getTraces.query, { status: 'error', limit: '5' })).toMatchObject({
      status: 'error',
      limit: 5,
    });
  });

  it('refuses a parameter it does not know and names those it does', () => {
    expect(say({ errors: 'true' })).toMatch(/^Unknown query parameter "errors"; known are window, .*status/);
    expect(() => readQuery(z.object({}), { a: '1', b: '2' })).toThrow(
      'Unknown query parameters "a", "b"; this address takes none',
    );
  });

  it.each([
    [{ limit: '500' }, 'Query parameter "limit" must be at most 200'],
    [{ limit: '0' }, 'Query parameter "limit" must be at least 1'],
    [{ limit: 'many' }, 'Query parameter "limit" must be a number'],
    [{ limit: '1.5' }, 'Query parameter "limit" must be a whole number'],
    [{ status: 'bad' }, 'Query parameter "status" must be "error" or "ok"'],
    [{ q: 'x'.repeat(2_001) }, 'Query parameter "q" must have at most 2000 letters'],
  ])('says in plain words what is wrong with %o', (query, words) => {
    expect(say(query)).toBe(words);
  });

  it('takes everything the pages may ask', () => {
    const range = { kind: 'absolute', fromMs: 1, toMs: 2 } as const;
    const none = new URLSearchParams();
    const asked = [
      [getTraces.query, toTraceQuery(readUrlState(TRACE_SEARCH, none), ['shop'], range)],
      [getLogs.query, toLogQuery(readUrlState(LOG_FILTER, none), ['shop'], range)],
      [getLogHistogram.query, toLogQuery(readUrlState(LOG_FILTER, none), ['shop'], range)],
      [getGraph.query, graphQuery({ ...readUrlState(GRAPH_URL, none), focus: 'app:shop/web' }, ['shop'])],
    ] as const;
    for (const [schema, query] of asked) {
      expect(Object.keys(query).filter((name) => !Object.hasOwn(schema.shape, name))).toEqual([]);
    }
  });

  it('knows the parameters of every endpoint', () => {
    const opaque = HANDLERS.filter(({ endpoint }) => !(endpoint.query instanceof z.ZodMiniObject));
    expect(opaque.map(({ endpoint }) => endpoint.path)).toEqual([]);
  });

  it.each(HANDLERS.map(({ endpoint }) => [endpoint.path, endpoint.query] as const))(
    'reads or refuses whatever is asked of %s, and fails in no other way',
    (_, schema) => {
      const known = schema instanceof z.ZodMiniObject ? Object.keys(schema.shape as object) : [];
      const name = known.length === 0 ? fc.string() : fc.oneof(fc.constantFrom(...known), fc.string());
      const value = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.double().map(String),
        fc.constantFrom(
          '',
          'true',
          '300',
          '9007199254740993',
          '-1',
          '1e999',
          'service:a/b',
          'a->b#http',
          '%00',
        ),
      );
      fc.assert(
        fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (query) => {
          const answer = outcomeOf(() => readQuery(schema, query));
          expect(answer === 'read' || answer === 'bad_request').toBe(true);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('readBodyAs()', () => {
  const body = z.object({ hours: z.number(), names: z.array(z.string()).check(z.minLength(2)) });

  it.each([
    [{ names: ['a', 'b'] }, 'Field "hours" of the body is missing'],
    [{ hours: 1, names: ['a'] }, 'Field "names" of the body must have at least 2 entries'],
    ['text', 'The body must be an object'],
  ])('names the field of %o that is wrong', (value, words) => {
    expect(() => readBodyAs(body, value)).toThrow(words);
  });

  it('keeps a sentence that a schema says itself', () => {
    const own = z.object({ at: z.string().check(z.refine(() => false, 'Give a time after now')) });
    expect(() => readBodyAs(own, { at: '' })).toThrow(
      'Cannot read field "at" of the body: Give a time after now',
    );
  });
});
