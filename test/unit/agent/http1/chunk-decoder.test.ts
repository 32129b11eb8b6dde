import { describe, expect, it } from 'vitest';
import { ChunkDecoder } from '@/agent/http1/chunk-decoder';

const limits = { trailerBytes: 200, trailerCount: 5, chunkExtensionBytes: 50 };
const decode = (text: string) => {
  const decoder = new ChunkDecoder(limits);
  let body = '';
  const bytes = Buffer.from(text, 'latin1');
  const end = decoder.decode(bytes, 0, (piece) => {
    body += piece.toString('latin1');
  });
  return { decoder, body, end, rest: bytes.subarray(end).toString('latin1') };
};

describe('ChunkDecoder.decode()', () => {
  it('joins chunks and stops behind the last one', () => {
    const { decoder, body, rest } = decode('5\r\nhello\r\n6\r\n world\r\n0\r\n\r\nGET /');
    expect([body, decoder.done, decoder.fault, rest]).toEqual(['hello world', true, undefined, 'GET /']);
    expect(decoder.trailers).toBeUndefined();
  });

  it('reads sizes in either case, with leading zeros and extensions', () => {
    expect(decode('00a;x=y\r\n0123456789\r\nA ; z\r\n0123456789\r\n0;last\r\n\r\n').body).toHaveLength(20);
  });

  it('keeps trailers', () => {
    const { decoder, rest } = decode('1\r\na\r\n0\r\nX-Sum: 1\r\nGrpc-Status: 0\r\n\r\nrest');
    expect(decoder.done).toBe(true);
    expect(decoder.trailers?.lines()).toBe('X-Sum: 1\r\nGrpc-Status: 0\r\n');
    expect(rest).toBe('rest');
  });

  it.each([
    ['an empty size', '\r\n'],
    ['a size that is no hex number', 'g\r\n'],
    ['a signed size', '-1\r\n'],
    ['a size with 0x', '0x5\r\nhello\r\n'],
    ['a size beyond 2^48', '1000000000000\r\n'],
    ['a space before the size', ' 5\r\nhello\r\n'],
    ['a space behind the size', '5 \r\nhello\r\n'],
    ['a bare LF behind the size', '5\nhello\r\n'],
    ['a bare CR behind the size', '5\rhello\r\n'],
    ['a bare LF in an extension', '5;a\nb\r\nhello\r\n'],
    ['a control character in an extension', '5;a\u0000\r\nhello\r\n'],
    ['too long an extension', `5;${'a'.repeat(60)}\r\nhello\r\n`],
    ['data longer than its size', '5\r\nhello!\r\n'],
    ['data that ends in LF alone', '5\r\nhello\n'],
    ['data without CRLF', '5\r\nhello0\r\n\r\n'],
  ])('refuses %s', (_, text) => {
    expect(decode(text).decoder.fault).toBe('bad-chunk');
  });

  it.each([
    ['a folded trailer', '0\r\nA: b\r\n c\r\n\r\n'],
    ['a bare LF', '0\r\nA: b\n\r\n'],
    ['a bare LF for the end', '0\r\n\n'],
    ['too many trailers', `0\r\n${'A: b\r\n'.repeat(6)}\r\n`],
    ['too large a trailer section', `0\r\nA: ${'b'.repeat(300)}\r\n\r\n`],
  ])('refuses trailers with %s', (_, text) => {
    expect(decode(text).decoder.fault).toBe('bad-trailer');
  });
});
