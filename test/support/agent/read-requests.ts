import { findRequestFraming } from '@/agent/http1/body-framing';
import { BodyReader } from '@/agent/http1/body-reader';
import { checkHost } from '@/agent/http1/check-host';
import { HeadReader, MORE, TOO_LARGE } from '@/agent/http1/head-reader';
import { RequestHead } from '@/agent/http1/request-head';
import { readRequestTarget } from '@/agent/proxy/request-target';

export interface ReadRequest {
  method: string;
  target: string;
  minor: number;
  headers: [string, string][];
  body: string;
  trailers: [string, string][];
  isComplete: boolean;
}

export interface ReadResult {
  requests: ReadRequest[];
  /** Why the connection was refused; undefined when it was not. */
  fault: string | undefined;
}

const LIMITS = { trailerBytes: 1000, trailerCount: 20, chunkExtensionBytes: 200 };

/** Reads requests as the proxy does, from pieces of any size, and stops at the first fault. */
export function readRequests(pieces: readonly Buffer[], headBytes = 2000): ReadResult {
  const reader = new HeadReader(headBytes);
  const head = new RequestHead(100, 1000);
  const body = new BodyReader(LIMITS);
  const result: ReadResult = { requests: [], fault: undefined };
  for (const piece of pieces) {
    let at = 0;
    while (at < piece.length && result.fault === undefined) {
      const current = result.requests.at(-1);
      if (current !== undefined && !body.done) {
        at = body.read(piece, at, (data) => {
          current.body += data.toString('latin1');
        });
        result.fault = body.fault;
        current.isComplete = body.done && body.fault === undefined;
        if (body.done && body.trailers !== undefined) current.trailers = listHeaders(body.trailers);
        continue;
      }
      const end = reader.read(piece, at);
      if (end === MORE) break;
      if (end === TOO_LARGE) {
        result.fault = 'head-too-large';
        break;
      }
      at = end;
      result.fault = startRequest(reader.text, head, body, result.requests);
    }
  }
  return result;
}

function startRequest(
  text: string,
  head: RequestHead,
  body: BodyReader,
  requests: ReadRequest[],
): string | undefined {
  const fault = head.parse(text) ?? checkHost(head);
  if (fault !== undefined) return fault;
  const framing = findRequestFraming(head);
  if (typeof framing === 'string') return framing;
  const target = readRequestTarget(head);
  if (typeof target === 'string') return target;
  body.start(framing);
  requests.push({
    method: head.method,
    target: head.target,
    minor: head.minor,
    headers: listHeaders(head.headers),
    body: '',
    trailers: [],
    isComplete: framing === 0,
  });
  return undefined;
}

function listHeaders(block: {
  count: number;
  nameAt(i: number): string;
  valueAt(i: number): string;
}): [string, string][] {
  return Array.from({ length: block.count }, (_, i) => [block.nameAt(i), block.valueAt(i)]);
}
