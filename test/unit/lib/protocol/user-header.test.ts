import { describe, expect, it } from 'vitest';
import { isUserName, MOST_NAME, printUserName, readUserName } from '@/lib/protocol/user-header';

describe('readUserName()', () => {
  it.each([
    'ada',
    'Ada Lovelace',
    'ada@example.com',
    'CORP.ada',
    'Zoë',
    'Ólafur Þórsson',
    '山田太郎',
    "O'Neill",
  ])('reads back %s', (name) => {
    expect(printUserName(name)).toMatch(/^[\x20-\x7e]+$/);
    expect(readUserName(printUserName(name))).toBe(name);
  });

  it('takes a name that nobody encoded', () => {
    expect(readUserName('ada@example.com')).toBe('ada@example.com');
  });

  it.each(['', ' ', 'a\nb', '<b>', '-rf', '%E0%A4%A', printUserName('a\u202eb'), 'a'.repeat(MOST_NAME + 1)])(
    'finds no name in %j',
    (value) => {
      expect(readUserName(value)).toBeUndefined();
    },
  );
});

describe('isUserName()', () => {
  it('wants a letter, a digit or a low line first', () => {
    expect(isUserName('_ci')).toBe(true);
    expect(isUserName('.ci')).toBe(false);
  });
});
