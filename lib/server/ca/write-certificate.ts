import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  der,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../../protocol/der/write-der';

/** A certificate to be signed. */
export interface CertificateDraft {
  /** `[attribute OID, text]`, or a name as an authority encodes its own. */
  subject: readonly (readonly [string, string])[];
  issuer: Buffer | 'self';
  /** Of the issuer's certificate; its own for `self`. */
  issuerKeyId: Buffer | undefined;
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Buffer;
  notBeforeMs: number;
  notAfterMs: number;
  role: 'authority' | 'workload';
  /** URI names; with an empty subject they are critical. */
  uris: readonly string[];
}

const SET = 0x31;
const ORGANIZATION = '2.5.4.10';
const COMMON_NAME = '2.5.4.3';
/** Positive, 127 random bits: RFC 5280 wants at most 20 bytes. */
const SERIAL_BYTES = 16;

/** The subject of a Meshscope root. */
export function rootSubject(trustDomain: string): [string, string][] {
  return [
    [ORGANIZATION, trustDomain],
    [COMMON_NAME, `Meshscope root ${trustDomain}`],
  ];
}

/** Writes and signs an X.509 v3 certificate (RFC 5280); DER. */
export function writeCertificate(draft: CertificateDraft, signer: KeyObject): Buffer {
  const algorithm = signatureAlgorithm(signer);
  const subject = sequence(
    ...draft.subject.map(([name, text]) => setOf(SET, sequence(objectIdentifier(name), utf8String(text)))),
  );
  const serial = randomBytes(SERIAL_BYTES);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    draft.issuer === 'self' ? subject : draft.issuer,
    sequence(time(draft.notBeforeMs), time(draft.notAfterMs)),
    subject,
    draft.publicKey,
    explicit(3, sequence(...extensionsOf(draft))),
  );
  return sequence(body, algorithm, bitString(sign('sha256', body, signer)));
}

/** DER as PEM. */
export function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function signatureAlgorithm(signer: KeyObject): Buffer {
  if (signer.asymmetricKeyType === 'ec') return sequence(objectIdentifier('1.2.840.10045.4.3.2'));
  if (signer.asymmetricKeyType === 'rsa') {
    return sequence(objectIdentifier('1.2.840.113549.1.1.11'), der(0x05));
  }
  throw new Error(`Cannot sign certificates with a key of type ${signer.asymmetricKeyType}`);
}

function extensionsOf(draft: CertificateDraft): Buffer[] {
  const isAuthority = draft.role === 'authority';
  const keyId = keyIdOf(draft.publicKey);
  const issuerKeyId = draft.issuer === 'self' ? keyId : draft.issuerKeyId;
  const extensions = [
    extension('2.5.29.19', true, sequence(...(isAuthority ? [boolean(true)] : []))),
    // keyCertSign and cRLSign, or digitalSignature.
    extension(
      '2.5.29.15',
      true,
      isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0x80]), 7),
    ),
    extension('2.5.29.14', false, octetString(keyId)),
  ];
  if (issuerKeyId !== undefined) {
    extensions.push(extension('2.5.29.35', false, sequence(der(0x80, issuerKeyId))));
  }
  if (!isAuthority) {
    const server = objectIdentifier('1.3.6.1.5.5.7.3.1');
    const client = objectIdentifier('1.3.6.1.5.5.7.3.2');
    extensions.push(extension('2.5.29.37', false, sequence(server, client)));
  }
  if (draft.uris.length > 0) {
    const names = draft.uris.map((uri) => der(0x86, Buffer.from(uri, 'latin1')));
    extensions.push(extension('2.5.29.17', draft.subject.length === 0, sequence(...names)));
  }
  return extensions;
}

function extension(name: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [boolean(true)] : [];
  return sequence(objectIdentifier(name), ...critical, octetString(value));
}

/** RFC 7093: the first 160 bits of SHA-256 over the key. */
function keyIdOf(publicKey: Buffer): Buffer {
  return createHash('sha256').update(publicKey).digest().subarray(0, 20);
}
