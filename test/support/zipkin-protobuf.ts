const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const field = (number: number, bytes: readonly number[]) => [
  ...varint(number * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const text = (number: number, value: string) => field(number, [...Buffer.from(value)]);
const hex = (number: number, value: string) => field(number, [...Buffer.from(value, 'hex')]);
const number = (at: number, value: number) => [...varint(at * 8), ...varint(value)];
const fixed64 = (at: number, value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return [...varint(at * 8 + 1), ...bytes];
};

/** A ListOfSpans with one span, as Zipkin's own Java encoder writes it: field by field of zipkin.proto. */
export function encodeZipkinSpan(startUs: bigint): number[] {
  return field(1, [
    ...hex(1, '5af7183fb1d4cf5f'),
    ...hex(2, '6b221d5bc9e6496c'),
    ...hex(3, '352bff9a74ca9ad2'),
    ...number(4, 1),
    ...text(5, 'get /pay'),
    ...fixed64(6, startUs),
    ...number(7, 207_000),
    ...field(8, [...text(1, 'cart'), ...field(2, [10, 0, 0, 7]), ...number(4, 8_080)]),
    ...field(10, [...fixed64(1, startUs + 5n), ...text(2, 'cache miss')]),
    ...field(11, [...text(1, 'http.path'), ...text(2, '/pay')]),
    ...number(13, 1),
  ]);
}
