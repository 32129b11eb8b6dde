import { describe, expect, it } from 'vitest';
import { readLines } from '@/lib/client/http/read-lines';
import { collect } from '../../../../support/collect';

function bodyOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(chunks.join(''));
  const cuts = chunks.map((_, i) => new TextEncoder().encode(chunks.slice(0, i + 1).join('')).length);
  return bodyOfBytes(cuts.map((end, i) => bytes.slice(cuts[i - 1] ?? 0, end)));
}

function bodyOfBytes(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(stream) {
      for (const chunk of chunks) stream.enqueue(chunk);
      stream.close();
    },
  });
}

describe('readLines()', () => {
  it('puts lines together that arrive in pieces, and cuts apart those that arrive together', async () => {
    expect(await collect(readLines(bodyOf('{"a":', '1}\n{"b":2}\n', '\n{"c"', ':3}')))).toEqual([
      '{"a":1}',
      '{"b":2}',
      '{"c":3}',
    ]);
  });

  it('reads letters that are cut in two', async () => {
    const bytes = new TextEncoder().encode('grün\n');
    const body = bodyOfBytes([bytes.slice(0, 3), bytes.slice(3)]);
    expect(await collect(readLines(body))).toEqual(['grün']);
  });

  it('ends the answer when its reader has enough', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.enqueue(new TextEncoder().encode('x\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const line of readLines(body)) if (line === 'x') break;
    expect(isCancelled).toBe(true);
  });
});
