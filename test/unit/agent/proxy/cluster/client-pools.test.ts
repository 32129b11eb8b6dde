import { describe, expect, it } from 'vitest';
import { ClientPools, type ConnectionPool } from '@/agent/proxy/cluster/client-pools';
import type { UpstreamUser } from '@/agent/proxy/upstream-link';

class FakePool implements ConnectionPool {
  readonly users = new Set<UpstreamUser>();
  isRetired = false;
  isClosed = false;

  get isEmpty(): boolean {
    return this.users.size === 0;
  }

  acquire(user: UpstreamUser): boolean {
    this.users.add(user);
    return true;
  }

  release(user: UpstreamUser): void {
    this.users.delete(user);
  }

  sweep(): void {}

  retire(): void {
    this.isRetired = true;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Of a user only the client is asked for. */
function userFrom(port: number): UpstreamUser {
  const client = { downstreamRemoteAddress: `10.0.0.1:${port}`, downstreamLocalAddress: '10.0.0.2:80' };
  return { client } as unknown as UpstreamUser;
}

function createPools(limit: number): { pools: ClientPools; made: FakePool[] } {
  const made: FakePool[] = [];
  const create = () => {
    const pool = new FakePool();
    made.push(pool);
    return pool;
  };
  return { pools: new ClientPools(create, limit), made };
}

describe('ClientPools', () => {
  it('gives requests of one client one pool, and releases them where they asked', () => {
    const { made, pools } = createPools(9);
    const users = [userFrom(1), userFrom(1), userFrom(2)];
    for (const user of users) expect(pools.acquire(user, 'V1', false)).toBe(true);
    expect(made.map((pool) => pool.users.size)).toEqual([2, 1]);
    expect(users.map((user) => pools.release(user))).toEqual([true, true, true]);
    expect(made.every(({ isEmpty }) => isEmpty)).toBe(true);
    expect(pools.release(userFrom(1))).toBe(false);
  });

  it('lets go of the client it heard of longest ago where there are too many', () => {
    const { made, pools } = createPools(2);
    for (const port of [1, 2, 1, 3]) pools.acquire(userFrom(port), 'V1', false);
    expect(made.map(({ isRetired }) => isRetired)).toEqual([false, true, false]);
  });

  it('begins anew after a change, and still releases and closes what was begun before', () => {
    const { made, pools } = createPools(9);
    const before = userFrom(1);
    pools.acquire(before, 'V1', false);
    pools.retire();
    pools.acquire(userFrom(1), 'V1', false);
    expect(made.map(({ isRetired }) => isRetired)).toEqual([true, false]);
    pools.close();
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    expect(pools.release(before)).toBe(true);
    expect(made[0]?.isEmpty).toBe(true);
  });

  it('forgets clients whose connections are gone', () => {
    const { made, pools } = createPools(9);
    const user = userFrom(1);
    pools.acquire(user, 'V2', false);
    pools.sweep(0);
    pools.acquire(userFrom(1), 'V2', false);
    expect(made).toHaveLength(1);
    for (const one of [...(made[0]?.users ?? [])]) pools.release(one);
    pools.sweep(1);
    pools.acquire(userFrom(1), 'V2', false);
    expect(made).toHaveLength(2);
  });
});
