import { type Der, readDer, readPem, TAGS } from './read-der';

/**
 * Why a certificate and its private key, both PEM, cannot serve TLS at a moment; undefined when they can. RFC 5280 4.1
 * gives the certificate's layout; keys are PKCS #1, SEC 1 or PKCS #8.
 */
export function judgeCertificate(certificatePem: string, keyPem: string, now: number): string | undefined {
  const fields = readCertificate(certificatePem);
  if (fields === undefined) return 'the certificate cannot be read';
  const key = readKey(keyPem);
  if (key === undefined) return 'the private key cannot be read';
  if (!fits(key, fields.publicKey)) return 'the private key belongs to another certificate';
  if (now < fields.notBefore) return `it is valid only from ${new Date(fields.notBefore).toISOString()}`;
  if (now > fields.notAfter) return `it expired at ${new Date(fields.notAfter).toISOString()}`;
  return undefined;
}

interface CertificateFields {
  notBefore: number;
  notAfter: number;
  /** The content of subjectPublicKey's bit string. */
  publicKey: Uint8Array;
}

function readCertificate(pem: string): CertificateFields | undefined {
  const [certificate] = childrenOf(readPem(pem, 'CERTIFICATE'));
  const [body] = certificate === undefined ? [] : childrenOf(certificate.bytes);
  const fields = (body === undefined ? [] : childrenOf(body.bytes)).filter(
    ({ tag }) => tag !== TAGS.context0,
  );
  const [, , , validity, , publicKeyInfo] = fields;
  if (validity === undefined || publicKeyInfo === undefined) return undefined;
  const [notBefore, notAfter] = childrenOf(validity.bytes).map(readTime);
  const bits = childrenOf(publicKeyInfo.bytes).find(({ tag }) => tag === TAGS.bitString);
  if (notBefore === undefined || notAfter === undefined || bits === undefined) return undefined;
  return { notBefore, notAfter, publicKey: bits.bytes.subarray(1) };
}

interface PrivateKey {
  /** What the public key must hold: an RSA modulus or an elliptic curve's point; absent where the key does not tell. */
  publicPart?: Uint8Array;
}

function readKey(pem: string): PrivateKey | undefined {
  const [key] = childrenOf(readPem(pem, 'PRIVATE KEY'));
  return key?.tag === TAGS.sequence ? readKeyFields(childrenOf(key.bytes)) : undefined;
}

function readKeyFields(fields: readonly Der[]): PrivateKey | undefined {
  const [version, second] = fields;
  if (version?.tag !== TAGS.integer || second === undefined) return undefined;
  if (second.tag === TAGS.sequence) {
    const wrapped = fields.find(({ tag }) => tag === TAGS.octetString);
    const [inner] = childrenOf(wrapped?.bytes);
    if (wrapped === undefined) return undefined;
    // Ed25519 keeps a bare octet string here.
    return inner?.tag === TAGS.sequence ? readKeyFields(childrenOf(inner.bytes)) : {};
  }
  if (second.tag === TAGS.integer) return { publicPart: withoutSign(second.bytes) };
  const point = fields.find(({ tag }) => tag === TAGS.context1);
  const [bits] = childrenOf(point?.bytes);
  return bits === undefined ? {} : { publicPart: bits.bytes.subarray(1) };
}

function fits({ publicPart }: PrivateKey, publicKey: Uint8Array): boolean {
  if (publicPart === undefined) return true;
  const [sequence] = childrenOf(publicKey);
  const [modulus] = sequence?.tag === TAGS.sequence ? childrenOf(sequence.bytes) : [];
  return isEqual(publicPart, modulus?.tag === TAGS.integer ? withoutSign(modulus.bytes) : publicKey);
}

/** RFC 5280 4.1.2.5: years of two digits below 50 are of this century. */
function readTime({ tag, bytes }: Der): number | undefined {
  const text = String.fromCharCode(...bytes);
  const isShort = tag === TAGS.utcTime;
  const match = /^(\d{2,4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(
    isShort ? text : text.replace(/\.\d+/, ''),
  );
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const full = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  return Date.UTC(full, month - 1, day, hour, minute, second);
}

function childrenOf(bytes: Uint8Array | undefined): Der[] {
  return bytes === undefined ? [] : (readDer(bytes) ?? []);
}

function withoutSign(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
