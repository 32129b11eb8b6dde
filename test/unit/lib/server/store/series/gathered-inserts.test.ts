import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/protocol/app-error';
import { GatheredInserts } from '@/lib/server/store/series/gathered-inserts';

/** Statements that were begun; each ends when it is told to. */
let statements: { rows: readonly string[]; end: (error?: Error) => void }[];
let inserts: GatheredInserts<string>;

const settled = () => new Promise((resolve) => setImmediate(resolve));
const endAll = async (errorOf: (rows: readonly string[]) => Error | undefined = () => undefined) => {
  for (let at = 0; at < statements.length; at++) {
    const { rows, end } = statements[at] ?? { rows: [], end: () => undefined };
    end(errorOf(rows));
    await settled();
  }
};

beforeEach(() => {
  statements = [];
  inserts = new GatheredInserts((rows) => {
    return new Promise((resolve, reject) => {
      statements.push({ rows, end: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  }, 3);
});

describe('GatheredInserts', () => {
  it('writes at once, and what comes meanwhile together, up to a bound', async () => {
    const all = Promise.all([['a'], ['b'], ['c', 'd'], ['e']].map((rows) => inserts.write(rows)));
    expect(statements.map(({ rows }) => rows)).toEqual([['a']]);
    await endAll();
    await all;
    expect(statements.map(({ rows }) => rows)).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('writes one caller with more than the bound in one go', async () => {
    const one = inserts.write(['a', 'b', 'c', 'd']);
    await endAll();
    await one;
    expect(statements.map(({ rows }) => rows)).toEqual([['a', 'b', 'c', 'd']]);
  });

  it('tells everybody of a round of a failure, and goes on', async () => {
    const results = Promise.allSettled([['a'], ['b'], ['c']].map((rows) => inserts.write(rows)));
    await endAll((rows) => (rows.includes('c') ? new Error('connection lost') : undefined));
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const next = inserts.write(['d']);
    await endAll();
    await next;
  });

  it('lets a refused value fail its own caller alone', async () => {
    const results = Promise.allSettled([['a'], ['b'], ['bad']].map((rows) => inserts.write(rows)));
    await endAll((rows) => (rows.includes('bad') ? new AppError('bad_request', 'no such value') : undefined));
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});
