import { describe, expect, it } from 'vitest';
import { planMigrations } from '@/lib/server/store/migrations/plan-migrations';

const migration = (name: string) => ({ name, sql: '', checksum: `sum of ${name}` });
const applied = (name: string) => ({ name, checksum: `sum of ${name}`, finished: true });

describe('planMigrations()', () => {
  it('leaves what is missing, oldest first', () => {
    const code = ['1', '2', '3'].map(migration);
    expect(planMigrations(code, [applied('1')]).map(({ name }) => name)).toEqual(['2', '3']);
  });

  it.each([
    ['one the code does not know', { ...applied('9') }, /newer/],
    ['one that was changed', { ...applied('1'), checksum: 'other' }, /changed/],
    ['one that was never finished', { ...applied('1'), finished: false }, /never finished/],
  ])('refuses a database with %s', (_name, row, words) => {
    expect(() => planMigrations([migration('1')], [row])).toThrow(words);
  });
});
