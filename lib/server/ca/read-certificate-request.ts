import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type DerElement, readElements } from '../../protocol/der/read-der';
import { objectIdentifier } from '../../protocol/der/write-der';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import {
  REQUEST_OBJECT_IDENTIFIERS as IDS,
  URI_NAME_TAG,
} from '../../protocol/ingest/request-object-identifiers';

/** What a CertificationRequest asks for, signed by `key`. */
export interface ReadRequest {
  key: KeyObject;
  /** The one name it asks for. */
  uri: string;
  /** The nonce it was made for. */
  challenge: string;
}

/** Why no certificate comes of a request, by itself. */
export interface UnreadableRequest {
  reason: 'malformed' | 'key' | 'signature';
  message: string;
}

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  id: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printable: 0x13,
  attributes: 0xa0,
};
const VERSION_1 = Buffer.from([0]);
const TRUE = Buffer.from([0xff]);
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
/** SubjectPublicKeyInfo of a P-256 key, by the curve's name and its point uncompressed, up to the point's coordinates. */
const P256_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
const P256_BYTES = P256_PREFIX.length + 64;

/**
 * Reads a PKCS #10 request (RFC 2986) in the one shape agents send, and checks the signature by its own key. What is
 * not of that shape (a subject, other names, attributes, extensions or keys, bytes behind it) is refused, not ignored.
 */
export function readCertificateRequest(bytes: Buffer): ReadRequest | UnreadableRequest {
  let parts: ReturnType<typeof readParts>;
  try {
    parts = readParts(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { reason: 'malformed', message: `the request cannot be taken: ${why}` };
  }
  const key = readKey(parts.publicKey);
  if (key === undefined) return { reason: 'key', message: 'the key must be an EC key on P-256' };
  const isSigned =
    isId(parts.algorithm, IDS.ecdsaWithSha256) && verify('sha256', parts.signed, key, parts.signature);
  if (!isSigned) {
    return {
      reason: 'signature',
      message: 'the request is not signed by its own key with ECDSA and SHA-256',
    };
  }
  return { key, uri: parts.uri, challenge: parts.challenge };
}

function readParts(bytes: Buffer) {
  const [request] = expectRow(bytes, TAG.sequence);
  const [info, algorithm, signature] = expectRow(request.content, TAG.sequence, TAG.sequence, TAG.bits);
  const [version, subject, publicKey, attributes] = expectRow(
    info.content,
    TAG.integer,
    TAG.sequence,
    TAG.sequence,
    TAG.attributes,
  );
  if (!version.content.equals(VERSION_1)) throw new Error('unknown version');
  if (subject.content.length > 0) throw new Error('it asks for a subject');
  if (signature.content[0] !== 0) throw new Error('its signature is no row of bytes');
  return {
    signed: info.whole,
    publicKey: publicKey.whole,
    algorithm: algorithm.content,
    signature: signature.content.subarray(1),
    ...readAttributes(attributes),
  };
}

function readAttributes(attributes: DerElement): { challenge: string; uri: string } {
  const [first, second] = expectRow(attributes.content, TAG.sequence, TAG.sequence);
  if (Buffer.compare(first.whole, second.whole) >= 0) throw new Error('its attributes are not in order');
  const findValue = (name: string): Buffer => {
    for (const attribute of [first, second]) {
      const [id, values] = expectRow(attribute.content, TAG.id, TAG.set);
      if (isId(id.whole, name)) return values.content;
    }
    throw new Error(`attribute ${name} is missing`);
  };
  return {
    challenge: readChallenge(findValue(IDS.challengePassword)),
    uri: readUri(findValue(IDS.extensionRequest)),
  };
}

function readChallenge(value: Buffer): string {
  const [text] = expectRow(value, value[0] === TAG.printable ? TAG.printable : TAG.utf8);
  return readAscii(text.content);
}

function readUri(value: Buffer): string {
  const [extensions] = expectRow(value, TAG.sequence);
  const [extension] = expectRow(extensions.content, TAG.sequence);
  const [id, names] = readExtension(extension);
  if (!isId(id.whole, IDS.subjectAltName)) throw new Error('it asks for more than a name');
  const [list] = expectRow(names.content, TAG.sequence);
  const [uri] = expectRow(list.content, URI_NAME_TAG);
  return readAscii(uri.content);
}

function readExtension(extension: DerElement): readonly [id: DerElement, value: DerElement] {
  if (readElements(extension.content).length === 2) return expectRow(extension.content, TAG.id, TAG.octets);
  const [id, critical, value] = expectRow(extension.content, TAG.id, TAG.boolean, TAG.octets);
  // False is the default, which DER leaves out.
  if (!critical.content.equals(TRUE)) throw new Error('an extension is neither critical nor plain');
  return [id, value];
}

/** The elements in a row: exactly as many as there are tags, with these. */
function expectRow<const T extends readonly number[]>(
  bytes: Buffer,
  ...tags: T
): { [K in keyof T]: DerElement } {
  const elements = readElements(bytes);
  const isRow = elements.length === tags.length && tags.every((tag, index) => elements[index]?.tag === tag);
  if (!isRow) {
    const found = elements.map(({ tag }) => tag.toString(16)).join(' ');
    const expected = tags.map((tag) => tag.toString(16)).join(' ');
    throw new Error(`tags ${found || '(none)'} where ${expected} belong`);
  }
  // One element for each tag, as was counted above.
  return elements as { [K in keyof T]: DerElement };
}

function isId(encoded: Buffer, id: string): boolean {
  return encoded.equals(objectIdentifier(id));
}

function readAscii(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (text.length > INGEST_LIMITS.labelLength) throw new Error('a text is too long');
  if (!VISIBLE_ASCII.test(text)) throw new Error('a text has other characters than visible ASCII');
  return text;
}

function readKey(publicKey: Buffer): KeyObject | undefined {
  const isP256 =
    publicKey.length === P256_BYTES && publicKey.subarray(0, P256_PREFIX.length).equals(P256_PREFIX);
  if (!isP256) return undefined;
  try {
    return createPublicKey({ key: publicKey, type: 'spki', format: 'der' });
  } catch {
    return undefined; // The point is not on the curve.
  }
}
