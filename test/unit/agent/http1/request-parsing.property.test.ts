import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareParsers } from '@/test/support/agent/compare-parsers';
import { fuzzFor, fuzzTimeoutMs } from '@/test/support/agent/fuzz-time';
import { anyCut, anyRequests, cutBytes } from '@/test/support/agent/http-messages';
import { readRequests } from '@/test/support/agent/read-requests';

describe('reading requests', () => {
  it(
    'gives the same result however the bytes are cut',
    () => {
      fc.assert(
        fc.property(anyRequests, anyCut, fc.integer({ min: 20, max: 300 }), (text, cut, headBytes) => {
          const bytes = Buffer.from(text, 'latin1');
          const whole = readRequests([bytes], headBytes);
          expect(readRequests(cutBytes(bytes, cut), headBytes)).toEqual(whole);
          expect(readRequests(cutBytes(bytes, [1]), headBytes)).toEqual(whole);
        }),
        fuzzFor(2),
      );
    },
    fuzzTimeoutMs(2),
  );

  // `npm run bench parser-fuzz` looks for longer, with other seeds.
  it('never takes what llhttp refuses, and reads what both take alike', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequests, async (text) => {
        expect((await compareParsers(text)).kind).not.toBe('different');
      }),
      { seed: 20_260_101, numRuns: 4_000 },
    );
  }, 60_000);
});
