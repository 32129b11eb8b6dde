import { isDeepStrictEqual } from 'node:util';
import { type ReadRequest, readRequests } from './read-requests';
import { readWithNode } from './read-with-node';

/** How two parsers read the same bytes. */
export type Comparison =
  | { kind: 'same' }
  /** We refuse what llhttp takes, with our reason; llhttp's requests that we did not take. */
  | { kind: 'stricter'; fault: string; taken: readonly ReadRequest[] }
  /** Never to happen: we took something that llhttp refuses, or read it in another way. */
  | { kind: 'different'; ours: ReadRequest; theirs: ReadRequest | undefined; fault: string | undefined };

/**
 * Reads bytes with our parser and with llhttp. The proxy may refuse what llhttp takes, never the other way round, and
 * what both take they must read alike: the same requests, with the same bodies, ending at the same bytes. Not compared:
 * - what follows a method that llhttp has no name for (any token is one to us, RFC 9110 9.1), or CONNECT, which hands
 *   the rest of the bytes over;
 * - what follows a request of HTTP/1.0, behind which llhttp stops reading; the proxy does so when it answers;
 * - a request that the end of the bytes cuts short: each parser has handed out whatever body came.
 */
export async function compareParsers(text: string): Promise<Comparison> {
  const bytes = Buffer.from(text, 'latin1');
  const ours = readRequests([bytes]);
  const theirs = await readWithNode(bytes);
  const accepted = comparable(ours.requests);
  for (const [i, request] of accepted.entries()) {
    const other = theirs.requests[i];
    if (!isDeepStrictEqual(other, request))
      return { kind: 'different', ours: request, theirs: other, fault: theirs.fault };
  }
  if (ours.fault === undefined) return { kind: 'same' };
  const taken = comparable(theirs.requests).slice(accepted.length);
  return taken.length === 0 ? { kind: 'same' } : { kind: 'stricter', fault: ours.fault, taken };
}

const KNOWN_METHODS = new Set(['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS']);

function comparable(requests: readonly ReadRequest[]): ReadRequest[] {
  const end = requests.findIndex(({ method, minor }) => !KNOWN_METHODS.has(method) || minor === 0);
  return requests.slice(0, end < 0 ? requests.length : end).filter(({ isComplete }) => isComplete);
}
