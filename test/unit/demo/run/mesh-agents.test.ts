import { describe, expect, it } from 'vitest';
import { type DemoAgent, isMeshTold } from '@/demo/run/mesh-agents';

const agent = (more: Partial<DemoAgent> = {}): DemoAgent => ({
  workload: 'reviews-v1',
  address: '127.0.0.1:9080',
  appReady: true,
  connected: true,
  wantedRevision: 7,
  ackedRevision: 7,
  ...more,
});
const mesh = (revision: number, ...agents: DemoAgent[]) => ({ revision, agents });

describe('isMeshTold()', () => {
  it('wants everybody to serve, to have taken what the console wants, and nothing new since the last look', () => {
    const told = mesh(7, agent(), agent());
    expect(isMeshTold(told, told, 2)).toBe(true);
    expect(isMeshTold(undefined, told, 2)).toBe(false);
    expect(isMeshTold(mesh(6, agent()), told, 2)).toBe(false);
    expect(isMeshTold(told, told, 3)).toBe(false);
  });

  it.each<[string, Partial<DemoAgent>]>([
    ['has not taken the newest', { ackedRevision: 6 }],
    ['was told nothing yet', { wantedRevision: 0, ackedRevision: 0 }],
  ])('waits for one that %s', (_, more) => {
    const now = mesh(7, agent(), agent(more));
    expect(isMeshTold(now, now, 2)).toBe(false);
  });

  it('does not count what is gone, and waits for nobody who is', () => {
    const now = mesh(7, agent(), agent({ connected: false, ackedRevision: 3 }));
    expect(isMeshTold(now, now, 1)).toBe(true);
    expect(isMeshTold(now, now, 2)).toBe(false);
  });
});
