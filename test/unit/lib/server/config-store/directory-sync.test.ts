import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import { DirectorySync } from '@/lib/server/config-store/sync/directory-sync';
import type { SyncMode } from '@/lib/server/config-store/sync/plan-sync';
import { BAD_YAML, GOOD_YAML, ODD_YAML } from '@/test/support/bad-yaml';
import { fakeConfig } from './fake-config';

const rule = (name: string, host: string) => `# mine
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  namespace: shop
  name: ${name}
spec:
  hosts: [${host}]
`;
const KEY = 'networking.istio.io/VirtualService/shop/a';

describe('DirectorySync', () => {
  let directory: string;
  let config: ReturnType<typeof fakeConfig>;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'meshscope-sync-'));
    config = fakeConfig();
  });
  afterEach(() => rm(directory, { recursive: true }));

  const open = (mode: SyncMode = 'both') =>
    new DirectorySync({ config, settings: config.settings, directory, mode, log: () => {} });
  const write = (file: string, text: string) => writeFile(join(directory, file), text);
  const read = (file: string) => readFile(join(directory, file), 'utf8');
  const apply = (yaml: string) =>
    applyConfig(config, 'ann', {
      ...{ yaml, namespace: 'default', file: '', reason: '', dryRun: false, remove: [], expected: {} },
    });

  it('takes over what files say, and what becomes of them', async () => {
    await mkdir(join(directory, '.git'));
    await write('.git/x.yaml', rule('hidden', 'x'));
    await write('mesh.yaml', `${rule('a', 'a')}---\n${rule('b', 'b')}`);
    const sync = open();
    await sync.run();
    expect([...config.state.objects().keys()]).toEqual([KEY, KEY.replace(/a$/, 'b')]);
    await write('mesh.yaml', rule('a', 'changed'));
    await sync.run();
    expect([...config.state.objects().values()].map(({ yaml }) => yaml)).toEqual([rule('a', 'changed')]);
    expect(config.commits.map(({ revision }) => [revision.action, revision.author])).toEqual([
      ['sync', 'config-dir'],
      ['sync', 'config-dir'],
    ]);
  });

  it('writes what the store says, each object in its place, and leaves the rest of a file as it is', async () => {
    await write('mesh.yaml', `# top\n${rule('a', 'a')}---\n# next\n${rule('b', 'b')}`);
    const sync = open();
    await sync.run();
    await apply(rule('a', 'new'));
    await apply(rule('c', 'c'));
    await sync.run();
    expect(await read('mesh.yaml')).toBe(`${rule('a', 'new')}---\n# next\n${rule('b', 'b')}`);
    expect(await read('shop/virtualservice-c.yaml')).toBe(rule('c', 'c'));
    expect(await readdir(join(directory, 'shop'))).toEqual(['virtualservice-c.yaml']);
    expect(config.commits).toHaveLength(3);
  });

  it('reports what both sides changed, and overwrites neither', async () => {
    await write('a.yaml', rule('a', 'a'));
    const sync = open();
    await sync.run();
    await write('a.yaml', rule('a', 'theirs'));
    await apply(rule('a', 'ours'));
    await sync.run();
    expect(sync.status().conflicts).toMatchObject([{ file: 'a.yaml', key: KEY }]);
    expect(await read('a.yaml')).toBe(rule('a', 'theirs'));
    expect(config.state.objects().get(KEY)?.yaml).toBe(rule('a', 'ours'));
    await write('a.yaml', rule('a', 'ours'));
    await sync.run();
    expect(sync.status().conflicts).toEqual([]);
  });

  it('deletes nothing for a broken file or an empty folder', async () => {
    await write('a.yaml', rule('a', 'a'));
    const sync = open('source');
    await sync.run();
    await write('a.yaml', 'kind: [');
    await sync.run();
    expect(config.state.objects().size).toBe(1);
    expect(sync.status().conflicts).toMatchObject([{ file: 'a.yaml', position: { line: 1 } }]);
    await rm(join(directory, 'a.yaml'));
    await sync.run();
    expect(config.state.objects().size).toBe(1);
    expect(sync.status().error).toContain('it is empty');
  });

  it('gives a mirror its file back, and takes no edit of it over', async () => {
    await apply(rule('a', 'a'));
    const sync = open('mirror');
    await sync.run();
    const file = join('shop', 'virtualservice-a.yaml');
    await rm(join(directory, file));
    await sync.run();
    expect(await read(file)).toBe(rule('a', 'a'));
    await write(file, rule('a', 'edited'));
    await sync.run();
    expect(sync.status().conflicts).toMatchObject([{ key: KEY }]);
    expect(config.state.objects().get(KEY)?.yaml).toBe(rule('a', 'a'));
  });

  it('reports what cannot be read with its place, and touches neither file nor store', async () => {
    await write('good.yaml', rule('a', 'a'));
    const sync = open();
    await sync.run();
    for (const [index, { text }] of BAD_YAML.entries()) await write(`bad-${index}.yaml`, text);
    await sync.run();
    expect([...config.state.objects().keys()]).toEqual([KEY]);
    for (const [index, { text, message, line, column }] of BAD_YAML.entries()) {
      const file = `bad-${index}.yaml`;
      const told = sync.status().conflicts.find((conflict) => conflict.file === file);
      expect(told, BAD_YAML[index]?.name).toMatchObject({ position: { line, column } });
      expect(told?.message).toMatch(message);
      expect(await read(file)).toBe(text);
    }
  });

  it.each(ODD_YAML)('takes over %s, and leaves the file as it is', async (_, text) => {
    await write('odd.yaml', text);
    const sync = open();
    await sync.run();
    await sync.run();
    expect([...config.state.objects().values()].map(({ object }) => object.spec)).toEqual([
      { hosts: ['bad'], http: [{ route: [{ destination: { host: 'bad' } }] }] },
    ]);
    expect(await read('odd.yaml')).toBe(text);
    await apply(GOOD_YAML.replace('- bad', '- bad2'));
    await sync.run();
    expect(sync.status().conflicts).toEqual([]);
    expect(await read('odd.yaml')).toContain('bad2');
  });
});
