/** One value of ASN.1's distinguished encoding. */
export interface Der {
  tag: number;
  /** Content, without tag and length. */
  bytes: Uint8Array;
}

/** The tags that certificates and keys use. */
export const TAGS = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
} as const;

/** The values that follow one another in `bytes`; undefined when they are cut short. */
export function readDer(bytes: Uint8Array): Der[] | undefined {
  const values: Der[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readHeader(bytes, at);
    if (header === undefined || header.start + header.length > bytes.length) return undefined;
    values.push({ tag: bytes[at] ?? 0, bytes: bytes.subarray(header.start, header.start + header.length) });
    at = header.start + header.length;
  }
  return values;
}

/** X.690 8.1.3: one byte up to 127, else the count of length bytes and then those. */
function readHeader(bytes: Uint8Array, at: number): { start: number; length: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 2, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return undefined;
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  return { start: at + 2 + count, length };
}

/** The DER of the first PEM block whose label ends so; undefined without one. */
export function readPem(text: string, label: string): Uint8Array | undefined {
  const pattern = new RegExp(`-----BEGIN ([A-Z0-9 ]*${label})-----([\\sA-Za-z0-9+/=]*)-----END \\1-----`);
  const body = pattern.exec(text)?.[2];
  if (body === undefined) return undefined;
  try {
    return Uint8Array.from(atob(body.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
