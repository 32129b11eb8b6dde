import { expect, it } from 'vitest';
import { formatElapsed } from '@/lib/client/format/format-elapsed';

it.each([
  [0, '1 s'],
  [42_000, '42 s'],
  [73_200, '1 min 13 s'],
  [120_000, '2 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [273_600_000, '3 d 4 h'],
])('formatElapsed(%i) says %s', (ms, words) => {
  expect(formatElapsed(ms)).toBe(words);
});
