import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdentityKeeper } from '@/agent/identity/identity-keeper';
import type { CertificateRequest } from '@/lib/protocol/ingest/agent-message';
import { createTestAuthority } from '../support/test-authority';

const ID = 'spiffe://cluster.local/ns/shop/sa/orders';
const HOUR_MS = 3_600_000;
const { openDesk } = createTestAuthority();

let keeper: IdentityKeeper;
let asked: CertificateRequest[] = [];
const logged: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.now() });
  asked = [];
  keeper = new IdentityKeeper({ now: Date.now, random: () => 0.5, log: (line) => logged.push(line) });
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

function connect(desk = openDesk(ID)) {
  keeper.greet(desk.offer(), (request) => {
    asked.push(request);
    const answer = desk.answer(request);
    if (answer.type === 'certificate') keeper.take(answer);
    else keeper.refuse(answer);
  });
  return desk;
}

describe('IdentityKeeper', () => {
  it('asks at the first greeting, and again at half the life of its certificate', () => {
    connect();
    expect(keeper.current?.spiffeId).toBe(ID);
    const first = keeper.current?.serialNumber;
    vi.advanceTimersByTime(11.9 * HOUR_MS);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(0.2 * HOUR_MS);
    expect(asked).toHaveLength(2);
    expect(keeper.current?.serialNumber).not.toBe(first);
    expect(asked[0]?.request).not.toBe(asked[1]?.request);
  });

  it('keeps a fresh certificate over a reconnect, and asks anew of another authority', () => {
    connect();
    keeper.lose();
    connect();
    expect(asked).toHaveLength(1);
    connect(createTestAuthority().openDesk(ID));
    expect(asked).toHaveLength(2);
  });

  it('serves on without a console until the certificate ends, and renews when the console is back', () => {
    connect();
    keeper.lose();
    vi.advanceTimersByTime(23 * HOUR_MS);
    expect(keeper.current).toBeDefined();
    vi.advanceTimersByTime(2 * HOUR_MS);
    expect(keeper.current).toBeUndefined();
    expect(keeper.hasIdentity).toBe(true);
    connect();
    expect(keeper.current).toBeDefined();
  });

  it('takes no certificate of another key, another identity or another signer', () => {
    const desk = openDesk(ID);
    const send = vi.fn();
    keeper.greet(desk.offer(), send);
    const other = new IdentityKeeper({ now: Date.now, random: () => 0, log: () => {} });
    other.greet(desk.offer(), (request) => {
      const answer = desk.answer(request);
      if (answer.type === 'certificate') keeper.take(answer);
    });
    other.stop();
    expect(keeper.current).toBeUndefined();
    expect(keeper.lastRefusal).toContain('for another key');

    const forged = createTestAuthority();
    keeper.greet({ ...openDesk(ID).offer(), authority: 'new' }, (request) => {
      const real = forged.openDesk(ID).sign(request);
      keeper.take({ ...real, trustBundle: [createTestAuthority().root] });
    });
    expect(keeper.current).toBeUndefined();
    expect(keeper.lastRefusal).toContain('has signed it');
  });

  it('waits for no certificate from a console that gives none', async () => {
    keeper.greet(undefined, () => {});
    await expect(keeper.waitForCertificate(60_000)).resolves.toBeUndefined();
    expect(keeper.hasIdentity).toBe(false);
  });

  it('says why it was refused and asks again later', () => {
    const desk = openDesk('spiffe://cluster.local/ns/shop/sa/else');
    keeper.greet({ ...desk.offer(), spiffeId: ID }, (request) => {
      asked.push(request);
      const answer = desk.answer(request);
      if (answer.type === 'certificate-refusal') keeper.refuse(answer);
    });
    expect(keeper.lastRefusal).toContain('asked for');
    expect(logged.at(-1)).toContain('gave no certificate');
    vi.advanceTimersByTime(61_000);
    expect(asked.length).toBeGreaterThan(1);
  });
});
