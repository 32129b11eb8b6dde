import fc from 'fast-check';

/** What senders put where something else belongs. */
const JUNK = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', '9'.repeat(40), 'NaN', '\u0000', '💥'.repeat(200), '0'.repeat(32), '-1'),
  fc.constantFrom(-1, 1e308, 2 ** 63, Number.MAX_SAFE_INTEGER, 0.1),
);

/** A message with one of its parts, at any depth, replaced by something else. */
export function spoiledJson(message: unknown): fc.Arbitrary<unknown> {
  const parts = countParts(message);
  return fc.tuple(fc.nat(parts - 1), JUNK).map(([at, junk]) => replacePart(message, at, junk));
}

/** Bytes cut short, with some of their bits turned. */
export function spoiledBytes(whole: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const flip = fc.tuple(fc.nat(whole.length - 1), fc.nat(7));
  return fc.tuple(fc.nat(whole.length), fc.array(flip, { maxLength: 8 })).map(([length, flips]) => {
    const bytes = Uint8Array.from(whole);
    for (const [at, bit] of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    return bytes.slice(0, length);
  });
}

/** A text with a part taken out, doubled, or something put in. */
export function spoiledText(whole: string): fc.Arbitrary<string> {
  const place = fc.nat(whole.length);
  return fc
    .tuple(place, place, fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme' }), fc.constant(whole)))
    .map(([from, to, junk]) => whole.slice(0, from) + junk + whole.slice(to));
}

function countParts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + countParts(part), 1);
}

function replacePart(value: unknown, at: number, junk: unknown): unknown {
  if (at === 0) return junk;
  if (typeof value !== 'object' || value === null) return value;
  let left = at - 1;
  const parts = Object.entries(value).map(([key, part]) => {
    const count = countParts(part);
    const isHere = left >= 0 && left < count;
    const made = isHere ? replacePart(part, left, junk) : part;
    left -= count;
    return [key, made] as const;
  });
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}
