import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzFor, fuzzTimeoutMs } from '@/test/support/agent/fuzz-time';
import { anyCut, anyRequests, cutBytes } from '@/test/support/agent/http-messages';
import { type ReadRequest, readRequests } from '@/test/support/agent/read-requests';
import { readWithNode } from '@/test/support/agent/read-with-node';

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

  /**
   * The proxy may refuse what llhttp takes, never the other way round, and what both take they must read alike:
   * the same requests, with the same bodies, ending at the same bytes. Allowed differences, each a choice of ours:
   * - methods llhttp has no name for are any token to us (RFC 9110 9.1); CONNECT hands the rest of the bytes over;
   * - llhttp stops reading behind a request that closes the connection (HTTP/1.0), the proxy does so later, when it
   *   answers; only the requests before are compared;
   * - a request cut short by the end of the bytes has whatever body came.
   */
  it(
    'never takes what llhttp refuses, and reads what both take alike',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyRequests, async (text) => {
          const bytes = Buffer.from(text, 'latin1');
          const ours = readRequests([bytes]);
          const accepted = comparable(ours.requests);
          if (accepted.length === 0) return;
          const theirs = await readWithNode(bytes);
          for (const [i, request] of accepted.entries()) expect(theirs.requests[i]).toEqual(request);
        }),
        fuzzFor(6),
      );
    },
    fuzzTimeoutMs(6),
  );
});

const KNOWN_METHODS = new Set(['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS']);

function comparable(requests: readonly ReadRequest[]): ReadRequest[] {
  const end = requests.findIndex(({ method, minor }) => !KNOWN_METHODS.has(method) || minor === 0);
  return requests.slice(0, end < 0 ? requests.length : end).filter(({ isComplete }) => isComplete);
}
