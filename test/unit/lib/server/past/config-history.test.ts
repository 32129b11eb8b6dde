import { describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import { ConfigHistory } from '@/lib/server/past/config-history';
import { fakeConfig } from '../config-store/fake-config';

const rule = (name: string, host: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {namespace: shop, name: ${name}}\nspec: {hosts: [${host}]}\n`;

async function apply(config: ReturnType<typeof fakeConfig>, yaml: string, remove: readonly string[] = []) {
  const names = remove.map((name) => ({ kind: 'VirtualService' as const, namespace: 'shop', name }));
  await applyConfig(config, 'ann', {
    ...{ yaml, namespace: 'shop', file: '', reason: '', dryRun: false, expected: {} },
    remove: names,
  });
  return config.commits.at(-1)?.revision.atMs ?? Number.NaN;
}

const hostsOf = (past: Awaited<ReturnType<ConfigHistory['at']>>) =>
  past?.objects.map(({ metadata, spec }) => [metadata.name, (spec as { hosts: string[] }).hosts[0]]);

describe('ConfigHistory', () => {
  it('tells every moment the objects as they were then, and nothing where they are as they were', async () => {
    const config = fakeConfig();
    const first = await apply(config, `${rule('a', 'one')}---\n${rule('b', 'kept')}`);
    const second = await apply(config, rule('a', 'two'));
    const third = await apply(config, rule('c', 'new'), ['b']);
    const history = new ConfigHistory(config.records, config.state);
    expect(hostsOf(await history.at(first - 1))).toEqual([]);
    expect(hostsOf(await history.at(first))).toEqual([
      ['a', 'one'],
      ['b', 'kept'],
    ]);
    expect(hostsOf(await history.at(second))).toEqual([
      ['a', 'two'],
      ['b', 'kept'],
    ]);
    expect(await history.at(third)).toBeUndefined();
    expect((await history.at(second))?.revision).toBe(2);
  });

  it('keeps the very objects that did not change, with the time they came to be', async () => {
    const config = fakeConfig();
    const first = await apply(config, `${rule('a', 'one')}---\n${rule('b', 'kept')}`);
    const created = config.state.objects().get('networking.istio.io/VirtualService/shop/a')?.createdAtMs;
    await apply(config, rule('a', 'two'));
    const past = await new ConfigHistory(config.records, config.state).at(first);
    expect(config.state.resources()).toContain(past?.resources[1]);
    expect(past?.resources[0]?.metadata.creationTimestamp).toBe(created);
  });

  it('reads a revision once', async () => {
    const config = fakeConfig();
    const first = await apply(config, rule('a', 'one'));
    await apply(config, rule('a', 'two'));
    let reads = 0;
    const stateAt: typeof config.records.stateAt = (revision) => {
      reads += 1;
      return config.records.stateAt(revision);
    };
    const history = new ConfigHistory({ ...config.records, stateAt }, config.state);
    expect(await history.at(first)).toBe(await history.at(first));
    expect(reads).toBe(1);
  });
});
