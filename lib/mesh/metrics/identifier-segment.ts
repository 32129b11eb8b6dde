const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;
const HEX = /^[0-9a-f]{8,}$/i;
const WORD_AND_NUMBER = /^[a-z]+[-_:]\d{2,}$/i;
const TOKEN = /^[\w~.:=+%-]{20,}$/;
/** Nobody names a route longer than this by hand. */
const LONGEST_WORD = 48;
const ZERO = 48;
const NINE = 57;

/** Whether a path segment looks like the name of one thing (number, UUID, hash, token, e-mail) and not of a kind of things. */
export function isIdentifierSegment(segment: string): boolean {
  if (segment.length > LONGEST_WORD || segment.includes('@')) return true;
  const digits = countDigits(segment);
  if (digits === 0) return false;
  if (digits === segment.length || NUMBER.test(segment) || HEX.test(segment) || UUID.test(segment))
    return true;
  return WORD_AND_NUMBER.test(segment) || (digits >= 3 && TOKEN.test(segment));
}

function countDigits(segment: string): number {
  let digits = 0;
  for (let i = 0; i < segment.length; i++) {
    const code = segment.charCodeAt(i);
    if (code >= ZERO && code <= NINE) digits++;
  }
  return digits;
}
