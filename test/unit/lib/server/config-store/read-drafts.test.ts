import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDrafts } from '@/lib/server/config-store/read/read-drafts';
import { BAD_YAML, GOOD_YAML, ODD_YAML } from '@/test/support/bad-yaml';

const OPTIONS = { file: 'mesh.yaml', namespace: 'shop' };
const route = (name: string, more = '') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
spec:
  hosts: [${name}] # why
${more}`;

describe('readDrafts()', () => {
  it('keeps every document as it was written, with its namespace added before the name', async () => {
    const { drafts, problems } = await readDrafts(
      `# a file\n---\n${route('a')}---\n# mine\n${route('b')}`,
      OPTIONS,
    );
    expect(problems).toEqual([]);
    expect(drafts.map(({ key }) => key)).toEqual([
      'networking.istio.io/VirtualService/shop/a',
      'networking.istio.io/VirtualService/shop/b',
    ]);
    expect(drafts[1]?.yaml).toBe(
      `# mine\n${route('b')}`.replace('  name: b\n', '  namespace: shop\n  name: b\n'),
    );
    expect(drafts[1]?.object.metadata).toEqual({ name: 'b', namespace: 'shop' });
    expect(drafts[1]?.resource.origin.locate('spec.hosts')).toEqual({ line: 16, column: 3 });
  });

  it.each([
    '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}}',
    '{\n  "apiVersion": "v1",\n  "kind": "Secret",\n  "metadata": {\n    "name": "x"\n  }\n}',
    '{\n  "apiVersion": "v1",\n  "kind": "Secret",\n  "metadata": {\n    "labels": {},\n    "name": "x"\n  }\n}',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: x}',
    "apiVersion: v1\nkind: Secret\nmetadata:\n    # here\n    'name': x",
    'apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    a: b\n  name: x',
  ])('writes the namespace into any style: %s', async (text) => {
    const { drafts } = await readDrafts(text, OPTIONS);
    const { metadata } = parse(drafts[0]?.yaml ?? '') as { metadata: object };
    expect(metadata).toMatchObject({ name: 'x', namespace: 'shop' });
    expect({ ...(parse(text) as { metadata: object }).metadata, namespace: 'shop' }).toEqual(metadata);
  });

  it('leaves cluster-scoped objects without a namespace', async () => {
    const { drafts } = await readDrafts('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop', OPTIONS);
    expect(drafts[0]?.key).toBe('/Namespace//shop');
    expect(drafts[0]?.yaml).not.toContain('namespace:');
  });

  it('names the line and column of everything that is no object', async () => {
    const text = [
      route('good'),
      'kind: VirtualService\nmetadata:\n  name: x\n  name: y\n',
      'a: [1\n',
      'apiVersion: networking.istio.io/v9\nkind: VirtualService\nmetadata: {name: x}\n',
      'apiVersion: istio.io/v1\nkind: VirtualServices\nmetadata: {name: x}\n',
      'apiVersion: v1\nkind: virtualservice\nmetadata: {name: x}\n',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: Not_Good}\n',
      'apiVersion: v1\nkind: Secret\nmetadata: {generateName: x-}\n',
      route('wrong', '  http: {}\n'),
      route('good'),
      '- 1\n',
    ].join('---\n');
    const { drafts, problems } = await readDrafts(text, OPTIONS);
    expect(drafts).toHaveLength(1);
    const lines = text.split('\n');
    expect(problems.map(({ position, message }) => [lines[position.line - 1]?.trim(), message])).toEqual([
      ['name: y', '"name" is there twice'],
      ['a: [1', 'A [ or { above is not closed'],
      [
        'apiVersion: networking.istio.io/v9',
        'VirtualService has no version "v9", only v1alpha3, v1beta1, v1',
      ],
      [
        'kind: VirtualServices',
        'Meshscope knows no kind "VirtualServices" of istio.io/v1; did you mean VirtualService of networking.istio.io/v1?',
      ],
      [
        'kind: virtualservice',
        'Meshscope knows no kind "virtualservice" of v1; did you mean VirtualService of networking.istio.io/v1?',
      ],
      ['metadata: {name: Not_Good}', expect.stringContaining('"Not_Good" is no name')],
      ['metadata: {generateName: x-}', expect.stringContaining('has no metadata.name')],
      ['http: {}', 'spec.http must be a list, not a mapping'],
      [
        'apiVersion: networking.istio.io/v1',
        'VirtualService shop/good is in this text twice, first at line 1',
      ],
      ['- 1', 'A document must be a mapping with apiVersion, kind and metadata'],
    ]);
  });

  it('refuses alias bombs, huge documents and NUL characters', async () => {
    const bomb = Array.from(
      { length: 20 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? '1' : `*a${i - 1}, *a${i - 1}, *a${i - 1}`}]`,
    );
    expect((await readDrafts(bomb.join('\n'), OPTIONS)).problems[0]?.message).toMatch(/alias/i);
    const huge = await readDrafts(`---\n${route('a', `# ${'x'.repeat(10_000_000)}`)}`, OPTIONS);
    expect(huge.problems).toMatchObject([
      { position: { line: 2, column: 1 }, message: expect.stringContaining('at most') },
    ]);
    const nul = await readDrafts(`${route('a')}\0`, OPTIONS);
    expect(nul.problems).toMatchObject([{ position: { line: 7, column: 1 } }]);
  });

  it('unfolds lists of a cluster and leaves out what the cluster added', async () => {
    const list = `apiVersion: v1
kind: List
items:
- apiVersion: networking.istio.io/v1
  kind: VirtualService
  metadata:
    annotations:
      kubectl.kubernetes.io/last-applied-configuration: "{}"
    creationTimestamp: "2024-01-02T03:04:05Z"
    name: a
    namespace: prod
    resourceVersion: "77"
    uid: 1-2-3
  spec: {hosts: [a]}
  status: {}
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: a, namespace: prod}
`;
    const { drafts, skipped } = await readDrafts(list, { ...OPTIONS, isImport: true });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.object).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'a', namespace: 'prod', creationTimestamp: '2024-01-02T03:04:05.000Z' },
      spec: { hosts: ['a'] },
    });
    expect(drafts[0]?.yaml).not.toMatch(/uid|status|last-applied|resourceVersion/);
    expect(skipped).toMatchObject([{ kind: 'Deployment', name: 'a', position: { line: 16 } }]);
  });

  it.each(BAD_YAML)('keeps nothing of it: $name', async ({ text, message, line, column }) => {
    const { drafts, problems } = await readDrafts(text, OPTIONS);
    expect(drafts).toEqual([]);
    expect(problems[0]).toMatchObject({
      ...{ file: 'mesh.yaml', position: { line, column } },
      message: expect.stringMatching(message),
    });
  });

  it.each(ODD_YAML)('keeps %s', async (_, text) => {
    const { drafts, problems } = await readDrafts(text, OPTIONS);
    expect(problems).toEqual([]);
    expect(drafts.map(({ object }) => object)).toEqual([parse(GOOD_YAML)]);
  });
});
