import { describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import { ConfigState } from '@/lib/server/config-store/state/config-state';
import { RevisionFollower } from '@/lib/server/config-store/sync/revision-follower';
import { fakeConfig } from './fake-config';

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{route: [{destination: {host: shop}}]}]}
`;

describe('RevisionFollower', () => {
  it('takes over what another console has stored, and hands it to its own agents, once', async () => {
    const other = fakeConfig();
    const state = new ConfigState();
    const pushed: number[] = [];
    const registry: typeof other.registry = {
      ...other.registry,
      setResources: (objects) => {
        pushed.push(objects.length);
        return other.registry.setResources(objects);
      },
    };
    const follower = new RevisionFollower({ records: other.records, state, registry }, () => undefined);
    await follower.follow();
    expect(pushed).toEqual([]);
    await applyConfig(other, 'ann', {
      ...{ yaml: RULE, namespace: 'demo', file: '', reason: '', dryRun: false, remove: [], expected: {} },
    });
    await follower.follow();
    await follower.follow();
    expect(pushed).toEqual([1]);
    expect([...state.objects().values()].map(({ name, version }) => [name, version])).toEqual([['shop', 1]]);
  });
});
