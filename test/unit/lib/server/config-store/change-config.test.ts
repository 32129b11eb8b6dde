import { describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import { deleteConfig } from '@/lib/server/config-store/change/delete-config';
import { restoreConfig, revertConfig } from '@/lib/server/config-store/history/restore-config';
import { fakeConfig } from './fake-config';

const rule = (name: string, host: string, version = 'v1') =>
  `apiVersion: networking.istio.io/${version}\nkind: VirtualService\nmetadata: {namespace: shop, name: ${name}}\nspec: {hosts: [${host}]} # ${host}\n`;
const KEY = 'networking.istio.io/VirtualService/shop/a';
const NAME = { kind: 'VirtualService' as const, namespace: 'shop', name: 'a' };
const input = (yaml: string, more: object = {}) => ({
  ...{ yaml, namespace: 'default', file: '', reason: '', dryRun: false, remove: [], expected: {} },
  ...more,
});
const hostOf = (config: ReturnType<typeof fakeConfig>) => config.state.objects().get(KEY)?.object.spec;

describe('the configuration', () => {
  it('keeps versions, the time of creation, history, audit and events of every change', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(`${rule('a', 'one')}---\n${rule('b', 'x')}`, { reason: 'first' }));
    const created = config.state.objects().get(KEY);
    const answer = await applyConfig(config, 'bob', input(rule('a', 'two', 'v1beta1')));
    expect(answer).toMatchObject({ revision: 2, objects: [{ outcome: 'updated', version: 2 }] });
    const updated = config.state.objects().get(KEY);
    expect(updated?.createdAtMs).toBe(created?.createdAtMs);
    expect(updated?.object.metadata.creationTimestamp).toBe(created?.object.metadata.creationTimestamp);
    expect(updated).toMatchObject({ author: 'bob', version: 2, revision: 2 });
    expect(config.commits[1]?.changes).toMatchObject([
      { change: 'updated', before: rule('a', 'one'), after: rule('a', 'two', 'v1beta1') },
    ]);
    expect(config.auditEntries.map(({ actor, action }) => [actor, action])).toEqual([
      ['ann', 'config.apply'],
      ['bob', 'config.apply'],
    ]);
    expect(config.events.map(({ message }) => message)).toContain(
      'VirtualService a was created by ann: first.',
    );
    expect(config.pushed.at(-1)).toHaveLength(2);
  });

  it('says where a name is that is not where it was to be deleted', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(rule('a', 'one')));
    const elsewhere = { ...NAME, namespace: 'default' };
    await expect(applyConfig(config, 'ann', input('', { remove: [elsewhere] }))).rejects.toThrow(
      'Cannot delete VirtualService default/a: it is not in the configuration; there is one in shop',
    );
  });

  it('stores nothing when nothing differs, in a dry run, or when one document is bad', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(rule('a', 'one')));
    expect(await applyConfig(config, 'ann', input(rule('a', 'one')))).toMatchObject({
      revision: 1,
      objects: [{ outcome: 'unchanged' }],
    });
    const dry = await applyConfig(config, 'ann', input(rule('a', 'two'), { dryRun: true }));
    expect(dry.objects).toMatchObject([{ before: rule('a', 'one'), after: rule('a', 'two') }]);
    await expect(
      applyConfig(config, 'ann', input(`${rule('a', 'three')}---\nkind: Nothing\n`)),
    ).rejects.toMatchObject({ code: 'bad_request', details: { problems: [{ position: { line: 6 } }] } });
    expect(config.commits).toHaveLength(1);
  });

  it('refuses a change of what somebody else changed, with the three texts', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(rule('a', 'base')));
    await applyConfig(config, 'bob', input(rule('a', 'theirs'), { expected: { [KEY]: 1 } }));
    await expect(
      applyConfig(config, 'ann', input(rule('a', 'yours'), { expected: { [KEY]: 1 } })),
    ).rejects.toMatchObject({
      code: 'conflict',
      details: {
        conflicts: [
          {
            ...{ key: KEY, expectedVersion: 1, version: 2, author: 'bob' },
            ...{ base: rule('a', 'base'), theirs: rule('a', 'theirs'), yours: rule('a', 'yours') },
          },
        ],
      },
    });
    expect(hostOf(config)).toEqual({ hosts: ['theirs'] });
    await expect(
      applyConfig(config, 'ann', input(rule('a', 'new'), { expected: { [KEY]: 0 } })),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('never gives a version twice, so that a new object is not taken for the old one', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(rule('a', 'one')));
    await deleteConfig(config, 'ann', NAME, { version: 1, reason: '', dryRun: false });
    await applyConfig(config, 'ann', input(rule('a', 'one')));
    expect(config.state.objects().get(KEY)?.version).toBe(3);
    await expect(
      deleteConfig(config, 'ann', NAME, { version: 1, reason: '', dryRun: false }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('reverts one object and restores the whole mesh, with the times of creation', async () => {
    const config = fakeConfig();
    await applyConfig(config, 'ann', input(rule('a', 'one')));
    const createdAtMs = config.state.objects().get(KEY)?.createdAtMs;
    await applyConfig(config, 'ann', input(rule('a', 'two')));
    await revertConfig(config, 'bob', { ...NAME, revision: 1, reason: '', dryRun: false });
    expect(hostOf(config)).toEqual({ hosts: ['one'] });
    await applyConfig(config, 'ann', input(rule('b', 'x'), { remove: [NAME] }));
    expect([...config.state.objects().keys()]).toEqual([KEY.replace(/a$/, 'b')]);
    await expect(
      restoreConfig(config, 'bob', { revision: 2, reason: '', dryRun: false, expectedRevision: 3 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const restored = await restoreConfig(config, 'bob', { revision: 2, reason: '', dryRun: false });
    expect(restored.objects.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['a', 'created'],
      ['b', 'deleted'],
    ]);
    expect(hostOf(config)).toEqual({ hosts: ['two'] });
    expect(config.state.objects().get(KEY)?.createdAtMs).toBe(createdAtMs);
    await revertConfig(config, 'bob', { ...NAME, revision: 0, reason: '', dryRun: false });
    expect(config.state.objects().size).toBe(0);
  });
});
