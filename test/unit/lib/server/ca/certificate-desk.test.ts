import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeCertificateRequest } from '@/agent/identity/write-certificate-request';
import type { CertificateRequest } from '@/lib/protocol/ingest/agent-message';
import { readAuthority } from '@/lib/server/ca/authority-material';
import { CertificateAuthority } from '@/lib/server/ca/certificate-authority';
import { CertificateCounters } from '@/lib/server/ca/certificate-counters';
import { CertificateDesk } from '@/lib/server/ca/certificate-desk';
import { createRoot } from '@/lib/server/ca/create-root';

const ORDERS = 'spiffe://cluster.local/ns/shop/sa/orders';
const BANK = 'spiffe://cluster.local/ns/shop/sa/bank';
const root = createRoot('cluster.local', Date.now());
const authority = new CertificateAuthority(
  readAuthority(root.certificate, root.key, undefined, Date.now(), 'test'),
  'cluster.local',
);

let counters = new CertificateCounters();
let refusals: string[] = [];
let nowMs = Date.now();

beforeEach(() => {
  counters = new CertificateCounters();
  refusals = [];
});

function openDesk(spiffeId = ORDERS): CertificateDesk {
  const onRefusal = ({ message }: { message: string }) => refusals.push(message);
  return new CertificateDesk({ authority, counters, now: () => nowMs, onRefusal }, spiffeId);
}

function request(spiffeId: string, nonce: string, keys = createKeys()): CertificateRequest {
  const der = writeCertificateRequest(keys, spiffeId, nonce);
  return { type: 'certificate-request', request: der.toString('base64') };
}

function createKeys(curve = 'prime256v1'): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: curve });
}

describe('CertificateDesk', () => {
  it('gives a certificate for the key and identity that were asked for, and a new nonce', () => {
    const desk = openDesk();
    const keys = createKeys();
    const { nonce } = desk.offer();
    const answer = desk.answer(request(ORDERS, nonce, keys));
    if (answer.type !== 'certificate') throw new Error(answer.message);
    const certificate = new X509Certificate(answer.chain[0] ?? '');
    expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
    expect(certificate.subjectAltName).toBe(`URI:${ORDERS}`);
    expect(answer.nonce).not.toBe(nonce);
    expect(counters.issued).toBe(1);
    expect(desk.answer(request(ORDERS, answer.nonce)).type).toBe('certificate');
  });

  it('refuses the identity of another workload', () => {
    const desk = openDesk();
    const answer = desk.answer(request(BANK, desk.offer().nonce));
    expect(answer).toMatchObject({ type: 'certificate-refusal' });
    expect(refusals).toEqual([`asked for ${BANK}, but is ${ORDERS}`]);
    expect(counters.refusals.identity).toBe(1);
    expect(counters.issued).toBe(0);
  });

  it('refuses a request that was used before, and one that was made for another connection', () => {
    const desk = openDesk();
    const first = request(ORDERS, desk.offer().nonce);
    expect(desk.answer(first).type).toBe('certificate');
    expect(desk.answer(first).type).toBe('certificate-refusal');
    const other = openDesk();
    expect(other.answer(request(ORDERS, desk.offer().nonce)).type).toBe('certificate-refusal');
    expect(counters.refusals.replay).toBe(2);
    expect(refusals[0]).toBe('the request was made for another connection, or was used before');
  });

  it('refuses a key whose private part signed nothing, keys on other curves, RSA and garbage', () => {
    const desk = openDesk();
    const nonce = (): string => desk.offer().nonce;
    const foreign = { publicKey: createKeys().publicKey, privateKey: createKeys().privateKey };
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    for (const keys of [foreign, createKeys('secp384r1'), rsa]) {
      expect(desk.answer(request(ORDERS, nonce(), keys)).type).toBe('certificate-refusal');
    }
    const garbage = { type: 'certificate-request', request: 'AAAA' } as const;
    expect(desk.answer(garbage).type).toBe('certificate-refusal');
    expect(counters.refusals).toEqual({
      malformed: 1,
      key: 2,
      signature: 1,
      replay: 0,
      identity: 0,
      rate: 0,
    });
    expect(refusals).toHaveLength(4);
  });

  it('spends the nonce on a refused request too', () => {
    const desk = openDesk();
    const { nonce } = desk.offer();
    expect(desk.answer(request(BANK, nonce)).type).toBe('certificate-refusal');
    expect(desk.answer(request(ORDERS, nonce)).type).toBe('certificate-refusal');
    expect(counters.refusals).toMatchObject({ identity: 1, replay: 1 });
  });

  it('refuses more than ten requests in a minute, and takes them again in the next', () => {
    const desk = openDesk();
    const ask = () => desk.answer(request(ORDERS, desk.offer().nonce)).type;
    nowMs = 600_000;
    const answers = Array.from({ length: 11 }, ask);
    expect(answers.filter((type) => type === 'certificate')).toHaveLength(10);
    expect(counters.refusals.rate).toBe(1);
    nowMs = Date.now();
    expect(ask()).toBe('certificate');
  });
});
