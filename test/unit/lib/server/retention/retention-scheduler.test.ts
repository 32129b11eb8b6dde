import { describe, expect, it } from 'vitest';
import { RetentionScheduler } from '@/lib/server/retention/retention-scheduler';
import { DEFAULT_RETENTION } from '@/lib/server/store/contract/default-retention';
import type { RetentionPolicy, StoreMaintenance } from '@/lib/server/store/contract/store-maintenance';

/** Notes what is asked of it. */
function fakeStore(failing = new Set<string>()) {
  const calls: string[] = [];
  const policies: RetentionPolicy[] = [];
  const act = async <T>(name: string, result: T): Promise<T> => {
    calls.push(name);
    if (failing.has(name)) throw new Error(`${name} failed`);
    return result;
  };
  const maintenance: StoreMaintenance = {
    compact: () => act('compact', 1),
    rollUp: () => act('rollUp', 2),
    ensurePartitions: () => act('ensurePartitions', ['a']),
    dropExpired: (policy) => {
      policies.push(policy);
      return act('dropExpired', []);
    },
    status: () => Promise.reject(new Error('not asked')),
  };
  const sessions = {
    createSession: () => Promise.resolve(),
    findSession: () => Promise.resolve(undefined),
    deleteSession: () => Promise.resolve(),
    deleteExpiredSessions: () => act('deleteExpiredSessions', 0),
  };
  return { calls, policies, maintenance, sessions };
}

describe('RetentionScheduler', () => {
  it('runs every job once at the start, partitions first, and drops after it rolled up', async () => {
    const store = fakeStore();
    const scheduler = new RetentionScheduler({ ...store, policy: DEFAULT_RETENTION });
    await scheduler.start();
    await scheduler.stop();
    expect(store.calls).toEqual([
      'ensurePartitions',
      'compact',
      'rollUp',
      'dropExpired',
      'deleteExpiredSessions',
    ]);
    expect(scheduler.state().map((job) => job.lastResult)).toEqual([1, 1, 2, 0, 0]);
  });

  it('goes on after a job failed, and tells why', async () => {
    const lines: string[] = [];
    const store = fakeStore(new Set(['compact']));
    const scheduler = new RetentionScheduler({
      ...store,
      policy: DEFAULT_RETENTION,
      log: (line) => lines.push(line),
    });
    await scheduler.start();
    await scheduler.stop();
    expect(store.calls).toContain('deleteExpiredSessions');
    expect(scheduler.state().find((job) => job.job === 'compaction')).toMatchObject({
      failures: 1,
      lastError: 'compact failed',
    });
    expect(lines).toEqual(['compaction: compact failed']);
  });

  it('applies a new policy', async () => {
    const store = fakeStore();
    const scheduler = new RetentionScheduler({ ...store, policy: DEFAULT_RETENTION });
    const policy = { ...DEFAULT_RETENTION, logsMs: 1 };
    scheduler.setPolicy(policy);
    await scheduler.start();
    await scheduler.stop();
    expect(store.policies).toEqual([policy]);
  });
});
