import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkDecoder } from '@/agent/http1/chunk-decoder';
import { RequestHead } from '@/agent/http1/request-head';
import { ResponseHead } from '@/agent/http1/response-head';
import { chunkSizeLine, lastChunk } from '@/agent/http1/write-chunk';
import { decodePeerMetadata, encodePeerMetadata } from '@/agent/proxy/peer-metadata';
import { decodeStruct, encodeStruct, type StructFields } from '@/agent/proxy/protobuf-struct';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { fuzzFor, fuzzTimeoutMs } from '@/test/support/agent/fuzz-time';
import { anyCut, cutBytes } from '@/test/support/agent/http-messages';

const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
const value = fc.stringMatching(/^([!-~\u0080-\u00ff]([ -~\t\u0080-\u00ff]{0,30}[!-~\u0080-\u00ff])?)?$/);
const target = fc.stringMatching(/^\/[!"$-~]{0,40}$/);
const lines = fc.array(fc.tuple(token, value), { maxLength: 20 });
const toText = (pairs: [string, string][]) => pairs.map(([name, text]) => `${name}: ${text}\r\n`).join('');

describe('what is written is read back', () => {
  it(
    'request heads',
    () => {
      fc.assert(
        fc.property(token, target, fc.constantFrom(0, 1), lines, (method, path, minor, pairs) => {
          const head = new RequestHead(100, 1000);
          expect(head.parse(`${method} ${path} HTTP/1.${minor}\r\n${toText(pairs)}\r\n`)).toBeUndefined();
          expect([head.method, head.target, head.minor]).toEqual([method, path, minor]);
          expect(pairs.map((_, i) => [head.headers.nameAt(i), head.headers.valueAt(i)])).toEqual(pairs);
          expect(head.headers.lines()).toBe(toText(pairs));
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );

  it(
    'response heads',
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 100, max: 999 }), value, lines, (status, reason, pairs) => {
          const head = new ResponseHead(100);
          expect(head.parse(`HTTP/1.1 ${status} ${reason}\r\n${toText(pairs)}\r\n`)).toBeUndefined();
          expect([head.status, head.reason, head.headers.lines()]).toEqual([status, reason, toText(pairs)]);
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );

  it(
    'chunked bodies, from any cutting',
    () => {
      fc.assert(
        fc.property(
          fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 5 }),
          anyCut,
          (pieces, cut) => {
            const framed = pieces.flatMap((piece) => [
              Buffer.from(chunkSizeLine(piece.length)),
              piece,
              Buffer.from('\r\n'),
            ]);
            const bytes = Buffer.concat([...framed, Buffer.from(`${lastChunk(undefined)}next`)]);
            const decoder = new ChunkDecoder({
              trailerBytes: 100,
              trailerCount: 5,
              chunkExtensionBytes: 100,
            });
            const read: Buffer[] = [];
            let left = '';
            for (const part of cutBytes(bytes, cut))
              left += part.subarray(decoder.decode(part, 0, (data) => read.push(data))).toString();
            expect(Buffer.concat(read)).toEqual(Buffer.concat(pieces));
            expect([decoder.done, decoder.fault, left]).toEqual([true, undefined, 'next']);
          },
        ),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );

  it(
    'protobuf Structs of strings and Structs',
    () => {
      const { struct } = fc.letrec<{ struct: StructFields; field: string | StructFields }>((tie) => ({
        struct: fc.dictionary(fc.string(), tie('field'), { maxKeys: 5, noNullPrototype: true }),
        field: fc.oneof({ depthSize: 'small', maxDepth: 2 }, fc.string(), tie('struct')),
      }));
      fc.assert(
        fc.property(struct, (fields) => {
          expect(decodeStruct(encodeStruct(fields))).toEqual(fields);
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );

  it(
    'peer metadata',
    () => {
      const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
      fc.assert(
        fc.property(name, name, name, fc.boolean(), (app, namespace, version, hasAccount) => {
          const account = hasAccount ? { serviceAccount: app } : {};
          const identity = describeWorkload({ name: app, namespace, version, ...account });
          expect(decodePeerMetadata(encodePeerMetadata(identity, `${app}-0`))).toMatchObject(identity);
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );
});

describe('decoders of what a peer sends', () => {
  it(
    'decodeStruct() takes any bytes without throwing',
    () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
          decodeStruct(Buffer.from(bytes));
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );

  it(
    'decodePeerMetadata() takes damaged metadata without throwing',
    () => {
      const whole = encodePeerMetadata(describeWorkload({ name: 'reviews', version: 'v1' }), 'reviews-0');
      const place = fc.nat({ max: whole.length - 1 });
      fc.assert(
        fc.property(place, fc.string({ maxLength: 3 }), fc.nat({ max: 5 }), (at, text, gone) => {
          decodePeerMetadata(whole.slice(0, at) + text + whole.slice(at + gone));
        }),
        fuzzFor(0.5),
      );
    },
    fuzzTimeoutMs(0.5),
  );
});
