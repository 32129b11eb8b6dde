import { describe, expect, it } from 'vitest';
import { toAppError } from '@/lib/server/store/database/to-app-error';

const withCode = (code: string, cause?: unknown) => Object.assign(new Error('words', { cause }), { code });

describe('toAppError()', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED'), 'database_unavailable'],
    ['a shutdown', withCode('57P01'), 'database_unavailable'],
    ['a full disk', withCode('53100'), 'database_unavailable'],
    ['a broken connection', new Error('Connection terminated unexpectedly'), 'database_unavailable'],
    ['a broken connection below Prisma', withCode('P2010', withCode('08006')), 'database_unavailable'],
    ['a statement that takes too long', withCode('57014'), 'overloaded'],
    ['a value out of range', withCode('22003'), 'bad_request'],
    ['a missing table', withCode('42P01'), 'internal'],
    ['a bug', new TypeError('x is not a function'), 'internal'],
  ])('names %s', (_name, error, code) => {
    expect(toAppError('do it', error)).toMatchObject({ code, cause: error });
  });

  it('says what could not be done', () => {
    expect(toAppError('read metrics', withCode('53100')).message).toBe(
      'Cannot read metrics: the disk of the database is full',
    );
  });
});
