import { describe, expect, it } from 'vitest';
import { compilePattern } from '@/lib/mesh/pattern/re2';

const matches = (source: string, text: string): boolean => {
  const pattern = compilePattern(source);
  if ('error' in pattern) throw new Error(pattern.error);
  return pattern.matches(text);
};

describe('compilePattern()', () => {
  it('matches the whole text, whatever stands before the first sign with a meaning', () => {
    expect(matches('/reviews/.*', '/reviews/1')).toBe(true);
    expect(matches('/reviews/.*', '/ratings/1')).toBe(false);
    expect(matches('/reviews', '/reviews/1')).toBe(false);
    expect(matches('/v1\\.0', '/v1.0')).toBe(true);
    expect(matches('a(b)', 'ab')).toBe(true);
    expect(matches('ab+', 'abb')).toBe(true);
  });

  it('has for a text and anything behind it what the engine has', () => {
    for (const literal of ['', 'canary-', '/api/', 'grün ', '1', 'a\nb']) {
      const texts = [
        '',
        literal,
        `${literal}x`,
        `x${literal}`,
        `${literal}\n`,
        `${literal}x\ny`,
        `${literal}\r`,
        'A',
      ];
      for (const text of texts)
        expect([literal, text, matches(`${literal}.*`, text)]).toEqual([
          literal,
          text,
          matches(`(${literal}).*`, text),
        ]);
    }
    const pattern = compilePattern('/v1/.*');
    expect('error' in pattern ? '' : pattern.replaceAll('/v1/a', '/v2')).toBe('/v2');
  });

  it('takes what may be absent as absent, and either side of an alternative', () => {
    expect(matches('ab?c', 'ac')).toBe(true);
    expect(matches('ab*', 'a')).toBe(true);
    expect(matches('ab{0,1}', 'a')).toBe(true);
    expect(matches('one|two', 'two')).toBe(true);
    expect(matches('(?i)abc', 'ABC')).toBe(true);
    expect(matches('\\Qa.b\\E', 'a.b')).toBe(true);
    expect(matches('^abc$', 'abc')).toBe(true);
    expect(matches('[ab]c', 'bc')).toBe(true);
  });
});
