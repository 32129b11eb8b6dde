import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { collectAfterStart } from '@/lib/server/lifecycle/collect-after-start';

/** Made elsewhere, so that no variable of the test holds it. */
const loseSomething = (): WeakRef<object> => new WeakRef({ lost: true });

describe('collectAfterStart()', () => {
  afterEach(() => vi.useRealTimers());

  it('frees what nobody holds any more, some time after the start', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const lost = loseSomething();
    // A WeakRef holds its object until the job in which it was made is done.
    await setImmediate();
    collectAfterStart();
    expect(lost.deref()).toBeDefined();
    await setImmediate();
    vi.advanceTimersByTime(60_000);
    expect(lost.deref()).toBeUndefined();
  });
});
