import { describe, expect, it } from 'vitest';
import { compilePattern } from '@/lib/mesh/health/text-pattern';

const matches = (pattern: string, text: string) => compilePattern(pattern)?.matches(text);

describe('compilePattern()', () => {
  it.each([
    ['5\\d\\d', '503', true],
    ['5\\d\\d', '5030', false],
    ['^-$', '-', true],
    ['^[1-9]$|^1[0-6]$', '16', true],
    ['^[1-9]$|^1[0-6]$', '17', false],
    ['http|grpc', 'grpc', true],
    ['.*', '', true],
    ['critical-.*', 'critical-api', true],
    ['critical-.+', 'critical-', false],
    ['colou?r', 'color', true],
    ['[^0-9]+', 'abc', true],
    ['[^0-9]+', 'ab1', false],
    ['a\\.b', 'a.b', true],
    ['a\\.b', 'axb', false],
  ])('%s against %s gives %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each(['(a)', 'a{2}', '[a', 'a**', '\\k', 'a\\'])('refuses %s', (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
  });

  it('answers at once for a pattern that makes backtracking engines hang', () => {
    expect(matches('a*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(2_000))).toBe(false);
  });
});
