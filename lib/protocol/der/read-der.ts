/** One element of DER that was read. */
export interface DerElement {
  /** The identifier: class, constructed or not, number. */
  tag: number;
  content: Buffer;
  /** Tag and length included. */
  whole: Buffer;
}

/** One element has at most this many octets of length: 16 MB are more than anything read here may have. */
const MAX_LENGTH_OCTETS = 3;
const HIGH_TAG = 0x1f;

/**
 * The elements in a row. Throws on what DER (X.690, 10.1) forbids: lengths that are indefinite, not the shortest or longer
 * than what is there; and on tags of several octets, which nothing read here has.
 */
export function readElements(bytes: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    if ((tag & HIGH_TAG) === HIGH_TAG) throw new Error('Cannot read DER: unusual tag');
    const { length, from } = readLength(bytes, at + 1);
    const end = from + length;
    if (end > bytes.length) throw new Error('Cannot read DER: element longer than its parent');
    elements.push({ tag, content: bytes.subarray(from, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

function readLength(bytes: Buffer, at: number): { length: number; from: number } {
  const first = bytes[at];
  if (first === undefined) throw new Error('Cannot read DER: element without length');
  if (first < 0x80) return { length: first, from: at + 1 };
  const octets = first & 0x7f;
  const from = at + 1 + octets;
  if (octets === 0 || octets > MAX_LENGTH_OCTETS || from > bytes.length) {
    throw new Error('Cannot read DER: unusual length');
  }
  const length = bytes.readUIntBE(at + 1, octets);
  const isShortest = length >= 0x80 && length >= 256 ** (octets - 1);
  if (!isShortest) throw new Error('Cannot read DER: length not in its shortest form');
  return { length, from };
}
