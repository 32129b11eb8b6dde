import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitForMiddle } from '@/components/ui/split-for-middle';

describe('splitForMiddle()', () => {
  it('leaves a short text whole', () => {
    expect(splitForMiddle('GET /reviews/0')).toBeUndefined();
  });

  it('begins the end at a separator that is near', () => {
    expect(splitForMiddle('api.bank.example.com:80 POST /payments')).toEqual({
      head: 'api.bank.example.com:80 POST',
      tail: ' /payments',
    });
  });

  it('cuts a text without separators at a fixed length', () => {
    expect(splitForMiddle('a'.repeat(40))?.tail).toBe('a'.repeat(12));
  });

  it('loses nothing, and never leaves a long end', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 24, maxLength: 200 }), (text) => {
        const parts = splitForMiddle(text);
        expect(`${parts?.head}${parts?.tail}`).toBe(text);
        expect(parts?.tail.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
