import { describe, expect, it } from 'vitest';
import { isSessionLive, readSession, writeSession } from '@/lib/mesh/traffic/session';

const SESSION = {
  cluster: 'outbound|9080|v1|reviews.shop.svc.cluster.local',
  host: '[::1]:80',
  startedAtMs: 1_700_000_000_000,
  seenAtMs: 1_700_000_060_000,
};

describe('a session', () => {
  it('readSession() takes what writeSession() writes', () => {
    expect(readSession(writeSession(SESSION))).toEqual(SESSION);
    expect(writeSession(SESSION)).toMatch(/^[\w-]+$/);
  });

  it.each(['', '*', 'AAAA', btoa('a b'), btoa('- - host cluster'), 'A'.repeat(2_000)])(
    'readSession() takes %s for none',
    (text) => {
      expect(readSession(text.replaceAll('=', ''))).toBeUndefined();
    },
  );

  it('isSessionLive() ends it by its age and by its idle time', () => {
    const at = SESSION.seenAtMs;
    const none = { absoluteTimeoutMs: undefined, idleTimeoutMs: undefined };
    expect(isSessionLive(SESSION, none, at + 1e9)).toBe(true);
    expect(isSessionLive(SESSION, { ...none, absoluteTimeoutMs: 60_001 }, at)).toBe(true);
    expect(isSessionLive(SESSION, { ...none, absoluteTimeoutMs: 60_000 }, at)).toBe(false);
    expect(isSessionLive(SESSION, { ...none, idleTimeoutMs: 10 }, at + 9)).toBe(true);
    expect(isSessionLive(SESSION, { ...none, idleTimeoutMs: 10 }, at + 10)).toBe(false);
  });
});
