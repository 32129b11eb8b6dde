import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import type { FieldEdit } from '@/lib/mesh/rules/finding';

const TEXT = `# what this is
apiVersion: networking.istio.io/v1 # the version
kind: VirtualService
metadata:
    name: reviews
    namespace: shop
spec:
    # who calls
    hosts: [reviews,   "reviews.shop"]
    unknownField: {kept: true}
    http:
    - name: 'first'   # a name
      route:
      # the old one
      - destination: {host: reviews, subset: v1}
        weight: 90
      - destination:
            host: reviews
            subset: v2
        weight: 10

---
kind:   Sidecar
apiVersion: networking.istio.io/v1
metadata: {name: other}
`;

function edit(edits: FieldEdit[], target: Parameters<typeof applyEdits>[1] = 0, text = TEXT): string {
  const result = applyEdits(text, target, edits);
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

describe('applyEdits()', () => {
  it('changes a scalar and nothing else', () => {
    expect(edit([{ path: 'spec.http[0].route[0].weight', value: 50 }])).toBe(TEXT.replace('90', '50'));
    expect(edit([{ path: 'spec.http[0].name', value: "it's" }])).toBe(TEXT.replace("'first'", "'it''s'"));
    expect(edit([{ path: 'spec.hosts[1]', value: 'a, b' }])).toBe(TEXT.replace('"reviews.shop"', '"a, b"'));
  });

  it('finds the object by name, a missing namespace being any', () => {
    const other = {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'Sidecar',
      namespace: 'x',
      name: 'other',
    };
    expect(edit([{ path: 'metadata.name', value: 'renamed' }], other)).toBe(
      TEXT.replace('name: other', 'name: renamed'),
    );
    expect(applyEdits(TEXT, { ...other, name: 'nobody' }, [])).toHaveProperty('problem');
    expect(applyEdits(TEXT, 7, [])).toHaveProperty('problem');
  });

  it('finds an object within a List', () => {
    const text =
      'kind: List\napiVersion: v1\nitems:\n  - kind: A\n    apiVersion: v1\n    metadata:\n      name: a # n\n';
    const a = { apiVersion: 'v1', kind: 'A', namespace: '', name: 'a' };
    expect(edit([{ path: 'metadata.name', value: 'b' }], a, text)).toBe(text.replace('name: a', 'name: b'));
  });

  it('adds fields, with their parents, and keeps comments, order and unknown fields', () => {
    const text = edit([{ path: 'spec.http[0].retries.attempts', value: 3 }]);
    expect(parse(text.split('---')[0] ?? '').spec.http[0].retries).toEqual({ attempts: 3 });
    for (const kept of [
      '# what this is',
      '# the version',
      '# who calls',
      '# a name',
      '# the old one',
      'unknownField',
    ]) {
      expect(text).toContain(kept);
    }
    expect(text.indexOf('hosts')).toBeLessThan(text.indexOf('http:'));
    expect(text.endsWith(TEXT.slice(TEXT.indexOf('---')))).toBe(true);
  });

  it('removes a list item with everything in it', () => {
    const text = edit([{ path: 'spec.http[0].route[1]' }]);
    expect(parseAllDocuments(text)[0]?.toJS().spec.http[0].route).toHaveLength(1);
    expect(text).toContain('# the old one');
  });

  it('fills an empty field', () => {
    expect(edit([{ path: 'spec.hosts[0]', value: 'a' }], 0, 'kind: A\nspec:\n')).toBe(
      'kind: A\nspec:\n  hosts:\n    - a\n',
    );
  });

  it('keeps Windows line ends and a missing last one', () => {
    expect(edit([{ path: 'b', value: 2 }], 0, 'a: 1\r\n')).toBe('a: 1\r\nb: 2\r\n');
    expect(edit([{ path: 'b', value: 2 }], 0, 'a: 1')).toBe('a: 1\nb: 2');
  });

  it.each([
    ['a broken document', 'a: [\n', 'a'],
    ['a scalar in the way', 'a: 1\n', 'a.b.c'],
    ['an alias in the way', 'x: &x {}\na: *x\n', 'a.b'],
    ['no path', 'a: 1\n', ''],
  ])('says so when the edit cannot be made: %s', (_, text, path) => {
    expect(applyEdits(text, 0, [{ path, value: 1 }])).toHaveProperty('problem');
  });

  it('sets any value at any place: what is read back is what was set, and comments stay', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.dictionary(fc.constantFrom('k', 'l'), fc.string()),
    );
    const path = fc.constantFrom(
      'spec.hosts[0]',
      'spec.http[0].name',
      'spec.http[0].route[0].weight',
      'spec.http[0].route[0].destination.host',
      'spec.new.deep[0].field',
      'metadata.labels["a.b/c"]',
    );
    fc.assert(
      fc.property(path, value, (place, set) => {
        const text = edit([{ path: place, value: set }]);
        const found = JSON.stringify(parseAllDocuments(text)[0]?.toJS());
        expect(found).toContain(JSON.stringify(set));
        expect(text.match(/#/g)?.length ?? 0).toBeGreaterThanOrEqual(5);
        expect(parseAllDocuments(text)).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('writes a value that stands in two places out in both, without anchors', () => {
    const shared = { host: 'a' };
    const edited = applyEdits('kind: A\nmetadata: {name: a}\n', 0, [
      { path: 'spec', value: { one: { to: shared }, two: [shared] } },
    ]);
    expect('text' in edited ? edited.text : edited.problem).not.toMatch(/[&*]a1/);
  });
});
