import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCertificateRequest } from '@/agent/identity/write-certificate-request';
import {
  bitString,
  boolean,
  der,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  utf8String,
} from '@/lib/protocol/der/write-der';
import { readCertificateRequest } from '@/lib/server/ca/read-certificate-request';

const ID = 'spiffe://cluster.local/ns/shop/sa/orders';
const NONCE = 'bm9uY2Utb2YtdGhpcy1jb25uZWN0aW9u';
const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
const good = writeCertificateRequest(keys, ID, NONCE);

const uri = (text: string): Buffer => der(0x86, Buffer.from(text, 'latin1'));
const extension = (id: string, value: Buffer, ...critical: Buffer[]): Buffer =>
  sequence(objectIdentifier(id), ...critical, octetString(value));
const nameExtension = (...names: Buffer[]): Buffer => extension('2.5.29.17', sequence(...names));
const attribute = (id: string, ...values: Buffer[]): Buffer =>
  sequence(objectIdentifier(id), setOf(0x31, ...values));
const challenge = attribute('1.2.840.113549.1.9.7', utf8String(NONCE));
const extensions = (...items: Buffer[]): Buffer => attribute('1.2.840.113549.1.9.14', sequence(...items));
const named = extensions(nameExtension(uri(ID)));
const ECDSA = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

interface Draft {
  version?: Buffer;
  subject?: Buffer;
  publicKey?: Buffer;
  attributes?: Buffer;
  algorithm?: Buffer;
  signer?: KeyObject;
  hash?: string;
}

/** A request as `writeCertificateRequest` makes it, with parts in place of its own. */
function draft(parts: Draft = {}): Buffer {
  const info = sequence(
    parts.version ?? integer(Buffer.from([0])),
    parts.subject ?? sequence(),
    parts.publicKey ?? spki,
    parts.attributes ?? setOf(0xa0, challenge, named),
  );
  const signature = sign(parts.hash ?? 'sha256', info, parts.signer ?? keys.privateKey);
  return sequence(info, parts.algorithm ?? ECDSA, bitString(signature));
}

function withAttributes(...attributes: Buffer[]): Buffer {
  return draft({ attributes: setOf(0xa0, ...attributes) });
}

describe('readCertificateRequest()', () => {
  it('reads what an agent writes: key, name and nonce', () => {
    const read = readCertificateRequest(good);
    if ('reason' in read) throw new Error(read.message);
    expect(read).toMatchObject({ uri: ID, challenge: NONCE });
    expect(read.key.equals(keys.publicKey)).toBe(true);
    expect(readCertificateRequest(draft())).toMatchObject({ uri: ID, challenge: NONCE });
  });

  it('takes a critical name and a nonce as PrintableString, which other writers make of them', () => {
    const critical = extensions(extension('2.5.29.17', sequence(uri(ID)), boolean(true)));
    expect(readCertificateRequest(withAttributes(challenge, critical))).toMatchObject({ uri: ID });
    const printable = attribute('1.2.840.113549.1.9.7', der(0x13, Buffer.from(NONCE)));
    expect(readCertificateRequest(withAttributes(printable, named))).toMatchObject({ challenge: NONCE });
  });

  it.each<[string, Buffer]>([
    ['a byte behind it', Buffer.concat([good, Buffer.from([0])])],
    ['nothing', Buffer.alloc(0)],
    ['another version', draft({ version: integer(Buffer.from([1])) })],
    [
      'a subject',
      draft({
        subject: sequence(setOf(0x31, sequence(objectIdentifier('2.5.4.3'), utf8String('orders')))),
      }),
    ],
    ['no attributes', draft({ attributes: der(0xa0) })],
    ['no nonce', withAttributes(named)],
    ['no name', withAttributes(challenge)],
    ['two nonces', withAttributes(challenge, challenge, named)],
    ['the nonce twice instead of a name', withAttributes(challenge, challenge)],
    [
      'a nonce of two values',
      withAttributes(attribute('1.2.840.113549.1.9.7', utf8String('a'), utf8String('b')), named),
    ],
    ['an empty nonce', withAttributes(attribute('1.2.840.113549.1.9.7', utf8String('')), named)],
    [
      'another attribute',
      withAttributes(challenge, named, attribute('1.2.840.113549.1.9.2', utf8String('x'))),
    ],
    [
      'an attribute in place of the name',
      withAttributes(challenge, attribute('1.2.840.113549.1.9.2', utf8String('x'))),
    ],
    ['attributes out of order', draft({ attributes: der(0xa0, named, challenge) })],
    ['two names', withAttributes(challenge, extensions(nameExtension(uri(ID), uri(ID))))],
    ['a DNS name', withAttributes(challenge, extensions(nameExtension(der(0x82, Buffer.from('orders')))))],
    ['no name in the extension', withAttributes(challenge, extensions(nameExtension()))],
    ['a line break in the name', withAttributes(challenge, extensions(nameExtension(uri(`${ID}\nroot`))))],
    [
      'a name past all bounds',
      withAttributes(challenge, extensions(nameExtension(uri(`${ID}${'x'.repeat(600)}`)))),
    ],
    [
      'a wish to be an authority',
      withAttributes(
        challenge,
        extensions(nameExtension(uri(ID)), extension('2.5.29.19', sequence(boolean(true)), boolean(true))),
      ),
    ],
    [
      'another extension in place of the name',
      withAttributes(challenge, extensions(extension('2.5.29.19', sequence(boolean(true))))),
    ],
    [
      'an extension that is critical: false, which DER leaves out',
      withAttributes(challenge, extensions(extension('2.5.29.17', sequence(uri(ID)), boolean(false)))),
    ],
  ])('refuses %s as malformed', (_name, bytes) => {
    expect(readCertificateRequest(bytes)).toMatchObject({ reason: 'malformed' });
  });

  it.each(['secp384r1', 'secp521r1', 'secp256k1'])('refuses a key on %s', (namedCurve) => {
    const other = generateKeyPairSync('ec', { namedCurve });
    expect(readCertificateRequest(writeCertificateRequest(other, ID, NONCE))).toMatchObject({
      reason: 'key',
    });
  });

  it('refuses keys of other kinds, curves written out, compressed points and points beside the curve', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const explicitCurve = generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
    const beside = Buffer.from(spki);
    beside[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
    const compressed = sequence(
      spki.subarray(2, 23),
      bitString(Buffer.concat([Buffer.from([2 + ((spki.at(-1) ?? 0) & 1)]), spki.subarray(27, 59)])),
    );
    // A library takes this one, and gives it back as the very same key: only the encoding is another.
    expect(createPublicKey({ key: compressed, type: 'spki', format: 'der' }).asymmetricKeyType).toBe('ec');
    for (const bytes of [
      writeCertificateRequest(rsa, ID, NONCE),
      writeCertificateRequest(explicitCurve, ID, NONCE),
      draft({ publicKey: beside }),
      draft({ publicKey: compressed }),
    ]) {
      expect(readCertificateRequest(bytes)).toMatchObject({ reason: 'key' });
    }
  });

  it('refuses signatures of another key, another hash, and another algorithm than they say', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const rsaWithSha256 = sequence(objectIdentifier('1.2.840.113549.1.1.11'), der(0x05));
    for (const parts of [
      { signer: privateKey },
      { hash: 'sha384' },
      { algorithm: rsaWithSha256 },
      { algorithm: sequence(objectIdentifier('1.2.840.10045.4.3.2'), der(0x05)) },
    ]) {
      expect(readCertificateRequest(draft(parts))).toMatchObject({ reason: 'signature' });
    }
  });

  it('refuses every truncation and every flipped bit of a good request', () => {
    for (let length = 0; length < good.length; length++) {
      expect(readCertificateRequest(good.subarray(0, length))).toMatchObject({ reason: 'malformed' });
    }
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bytes = Buffer.from(good);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect('reason' in readCertificateRequest(bytes), `bit ${bit}`).toBe(true);
    }
  });

  it('never throws, and takes nothing that was spliced of a good request and other bytes', () => {
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(good.length),
        fc.uint8Array({ maxLength: 12 }),
        (from, to, inserted) => {
          const bytes = Buffer.concat([good.subarray(0, from), inserted, good.subarray(to)]);
          expect('reason' in readCertificateRequest(bytes)).toBe(!bytes.equals(good));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
