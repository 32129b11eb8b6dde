import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '@/lib/server/store/database/cursor';

describe('readCursor()', () => {
  it('gives back what writeCursor() wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string(), (number, text) => {
        expect(readCursor(writeCursor([number, text]), ['number', 'string'])).toEqual([number, text]);
      }),
    );
  });

  it('refuses anything else with bad_request', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCursor(text, ['number', 'string'])).toThrow('does not belong');
      }),
    );
    expect(() => readCursor(writeCursor(['1', 2]), ['number', 'string'])).toThrow('does not belong');
  });
});
