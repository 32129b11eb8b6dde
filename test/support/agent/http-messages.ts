import fc from 'fast-check';

/** Mostly well-formed pieces, and the malformed ones that parsers are known to disagree about. */
const often = <T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );

const method = often(
  ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'],
  ['get', 'G ET', '', 'GE\u0000T', 'CONNECT', 'QUERY'],
);
const target = often(
  ['/', '/a/b?c=d', '/%41', 'http://h:80/p', '/a;b=c', '/[x]'],
  ['', 'a', '/a b', '/\u00e9', '/#f', '*', '/\u007f', '//', 'http://', '/\t'],
);
const version = often(
  ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0'],
  ['HTTP/1.2', 'HTTP/2.0', 'http/1.1', 'HTTP/1.1 ', 'HTTP/1', '', 'HTTP/11', 'HTTP/1.1\t'],
);
const lineEnd = fc.oneof(
  { weight: 60, arbitrary: fc.constant('\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\r\n', '\n\r\n', '\r\n ', '\u0000\r\n') },
);
const plainHeader = fc.constantFrom(
  'A: b',
  'X-Long: some words here',
  'Accept: */*',
  'empty:',
  'tabs:\tv\t',
  'Te: trailers',
  'obs: \u00e9',
);
const framing = fc.constantFrom(
  'Content-Length: 5',
  'Content-Length: 0',
  'content-length:5',
  'Transfer-Encoding: chunked',
  'transfer-encoding: CHUNKED',
  'Host: h',
  'host: h:80',
);
const evil = fc.constantFrom(
  'Content-Length: +5',
  'Content-Length: 5, 5',
  'Content-Length: 0x5',
  'Content-Length: 5 ',
  'Content-Length : 5',
  ' Content-Length: 5',
  'Content-Length: -1',
  'Content-Length:',
  'Content-Length: 99999999999999999999',
  'Content\u0000-Length: 5',
  'Content_Length: 5',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity, chunked',
  'Transfer-Encoding:\u000bchunked',
  'Transfer-Encoding: "chunked"',
  ' folded',
  '\tfolded',
  ':',
  'NoColon',
  'Host: a, b',
  'Host:',
  'bad\u0001: x',
  'v: \u0001',
  'v: \u007f',
  'v: a\u0000b',
  '\u00e9: x',
  'Host: a/b',
  '(x): y',
  'Transfer-Encoding: chunked;a=b',
);
const header = fc.oneof(
  { weight: 20, arbitrary: plainHeader },
  { weight: 12, arbitrary: framing },
  { weight: 1, arbitrary: evil },
);

const chunk = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      '5\r\nhello\r\n',
      '1\r\na\r\n',
      'A\r\n0123456789\r\n',
      '3;x=y\r\nabc\r\n',
      '003\r\nabc\r\n',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '5\nhello\n',
      '5\r\nhello',
      '5 \r\nhello\r\n',
      '0x5\r\nhello\r\n',
      '-1\r\n',
      'fffffffffffffffff\r\n',
      '5;\u0000\r\nhello\r\n',
      '5\r\nhello!\r\n',
      '\r\n',
      '5\rhello\r\n',
      '5;a\nb\r\nhello\r\n',
    ),
  },
);
const lastChunk = often(
  ['0\r\n\r\n', '0\r\nT: u\r\n\r\n', '000\r\n\r\n'],
  ['0\n\n', '0\r\n\n', '0\r\nT : u\r\n\r\n', '0\r\n f\r\n\r\n', '0\r\nT: u\n\r\n'],
);
const chunkedBody = fc
  .tuple(fc.array(chunk, { maxLength: 3 }), lastChunk)
  .map(([chunks, last]) => chunks.join('') + last);
const body = fc.oneof(
  fc.constant(''),
  fc.constant('hello'),
  chunkedBody,
  fc.constant('GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n'),
);

/** Lines of one head, `Host` among them nearly always. */
const headers = fc
  .tuple(
    often(['Host: h\r\n'], ['', 'Host: h\r\nHost: g\r\n', 'Host: h\n']),
    fc.array(fc.tuple(header, lineEnd), { maxLength: 4 }),
  )
  .map(([host, lines]) => host + lines.flat().join(''));

/** One request, which may be none at all. */
export const anyRequest: fc.Arbitrary<string> = fc
  .tuple(method, target, version, lineEnd, headers, lineEnd, body)
  .map(([m, t, v, end, lines, empty, content]) => `${m} ${t} ${v}${end}${lines}${empty}${content}`);

/** What a client may send on one connection. */
export const anyRequests: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: fc.array(anyRequest, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.string({ unit: 'binary-ascii' }), { maxLength: 3 }) },
  )
  .map((requests) => requests.join(''));

/** A way to cut bytes into pieces: lengths, the last one repeated to the end. */
export const anyCut: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 1, max: 40 }), {
  minLength: 1,
  maxLength: 30,
});

/** Cuts `bytes` as `lengths` say. */
export function cutBytes(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[Math.min(i, lengths.length - 1)] ?? 1;
    pieces.push(Buffer.from(bytes.subarray(at, at + length)));
    at += length;
  }
  return pieces;
}
