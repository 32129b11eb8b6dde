import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readElements } from '@/lib/protocol/der/read-der';
import { der } from '@/lib/protocol/der/write-der';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('readElements()', () => {
  it('reads back what der() wrote, whatever its size', () => {
    const element = fc.tuple(fc.constantFrom(0x02, 0x04, 0x30, 0xa0), fc.uint8Array({ maxLength: 70_000 }));
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), (items) => {
        const written = items.map(([tag, content]) => der(tag, content));
        const read = readElements(Buffer.concat(written));
        expect(read.map(({ tag }) => tag)).toEqual(items.map(([tag]) => tag));
        expect(read.every(({ content }, index) => content.equals(items[index]?.[1] ?? Buffer.alloc(0)))).toBe(
          true,
        );
        expect(read.every(({ whole }, index) => whole.equals(written[index] ?? Buffer.alloc(0)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['an indefinite length', '30 80 02 01 00 00 00', 'unusual length'],
    ['a reserved length', '04 ff 00', 'unusual length'],
    ['four octets of length', '04 84 00 00 00 01 00', 'unusual length'],
    ['a length whose octets are missing', '04 82 01', 'unusual length'],
    ['a long length for a short element', '04 81 01 00', 'shortest'],
    ['a length that begins with a zero', `04 82 00 80 ${'00'.repeat(128)}`, 'shortest'],
    ['a tag of several octets', '1f 81 01 00', 'unusual tag'],
    ['a tag alone', '30', 'without length'],
    ['less content than promised', '04 02 00', 'longer than its parent'],
    ['a byte behind the last element', '05 00 05', 'without length'],
  ])('refuses %s', (_name, bytes, why) => {
    expect(() => readElements(hex(bytes))).toThrow(why);
  });

  it('either reads all bytes or throws, on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const given = Buffer.from(bytes);
        try {
          expect(Buffer.concat(readElements(given).map(({ whole }) => whole)).equals(given)).toBe(true);
        } catch (error) {
          expect(String(error)).toContain('Cannot read DER');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
