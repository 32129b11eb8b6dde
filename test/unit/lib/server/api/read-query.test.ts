import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { getTraces } from '@/lib/protocol/api/traces';
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

  it('knows the parameters of every endpoint', () => {
    const opaque = HANDLERS.filter(({ endpoint }) => !(endpoint.query instanceof z.ZodMiniObject));
    expect(opaque.map(({ endpoint }) => endpoint.path)).toEqual([]);
  });
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
