import { describe, expect, it } from 'vitest';
import { complete } from '@/lib/mesh/config/assist/complete';

/** Completes at the bar. */
function at(text: string) {
  const offset = text.indexOf('|');
  return complete(text.replace('|', ''), offset);
}

const labels = (text: string): string[] => at(text).map(({ label }) => label);

/** The text after a completion is taken. */
function take(text: string, label: string): string {
  const found = at(text).find((offer) => offer.label === label);
  const plain = text.replace('|', '');
  return found === undefined ? plain : plain.slice(0, found.from) + found.insert + plain.slice(found.to);
}

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n';

describe('complete()', () => {
  it('offers the frame of an object in an empty text', () => {
    expect(labels('|')).toEqual(expect.arrayContaining(['apiVersion', 'kind', 'metadata', 'spec']));
  });

  it('offers kinds of the version, and versions of the kind, newest first', () => {
    expect(labels('apiVersion: telemetry.istio.io/v1\nkind: |')).toEqual(['Telemetry']);
    expect(labels('kind: Telemetry\napiVersion: |')).toEqual([
      'telemetry.istio.io/v1',
      'telemetry.istio.io/v1alpha1',
    ]);
    expect(labels('kind: |')).toContain('HTTPRoute');
  });

  it('offers fields that the mapping does not have yet, above and below', () => {
    const offered = labels(`${HEAD}  hosts:\n  - a\n  |\n  http:\n  - name: x\n`);
    expect(offered).toContain('gateways');
    expect(offered).not.toContain('hosts');
    expect(offered).not.toContain('http');
  });

  it.each([
    ['a list indented below its field', `${HEAD}  http:\n    - match:\n        - uri:\n            |`],
    ['a list in the column of its field', `${HEAD}  http:\n  - match:\n    - uri:\n        |`],
  ])('finds its way through %s', (_, text) => {
    expect(labels(text)).toEqual(['exact', 'prefix', 'regex']);
  });

  it('offers further fields of a list item, and all fields of a new one', () => {
    const next = labels(`${HEAD}  http:\n  - name: a\n    timeout: 1s\n    |`);
    expect(next).toContain('retries');
    expect(next).not.toContain('name');
    expect(labels(`${HEAD}  http:\n  - name: a\n  - |`)).toContain('name');
  });

  it('puts the dash of a list that has none yet', () => {
    expect(take(`${HEAD}  http:\n    |`, 'timeout')).toBe(`${HEAD}  http:\n    - timeout: `);
  });

  it('replaces the word that is being typed', () => {
    expect(take(`${HEAD}  http:\n  - time|ou: 5s`, 'timeout')).toContain('  - timeout: : 5s');
    expect(take(`${HEAD}  htt|`, 'http')).toBe(`${HEAD}  http:\n    - `);
  });

  it('opens a mapping on its own line', () => {
    expect(take(`${HEAD}  http:\n  - |`, 'retries')).toBe(`${HEAD}  http:\n  - retries:\n      `);
  });

  it('offers words of an enumeration, also directly behind the colon', () => {
    const text = 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec:\n  mtls:\n    mode:|';
    expect(labels(text)).toEqual(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']);
    expect(take(text, 'STRICT')).toMatch(/mode: STRICT$/);
  });

  it('offers true and false for a switch', () => {
    expect(labels(`${HEAD}  http:\n  - match:\n    - ignoreUriCase: |`)).toEqual(['true', 'false']);
  });

  it('puts required fields first and replaced ones last', () => {
    const offered = at(`${HEAD}  http:\n  - route:\n    - |`);
    expect(offered[0]).toMatchObject({ label: 'destination', isRequired: true });
    const route = at(`${HEAD}  http:\n  - |`);
    expect(route.at(-1)?.deprecated).toBe('mirrorPercentage');
  });

  it('tells the kinds of one name apart by group', () => {
    expect(labels('apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nspec:\n  |')).toContain(
      'listeners',
    );
    expect(labels('apiVersion: networking.istio.io/v1\nkind: Gateway\nspec:\n  |')).toContain('servers');
  });

  it('looks at the document the cursor is in', () => {
    expect(labels(`${HEAD}---\nkind: Sidecar\napiVersion: networking.istio.io/v1\nspec:\n  |`)).toContain(
      'egress',
    );
  });

  it.each([
    ['a comment', `${HEAD}  # |`],
    ['a block of text', 'kind: ConfigMap\napiVersion: v1\ndata:\n  a: |-\n    x: 1\n    |'],
    ['a flow collection', `${HEAD}  hosts: [|`],
    ['an unknown kind', 'kind: Unheard\napiVersion: of/v1\nspec:\n  |'],
  ])('offers nothing in %s', (_, text) => {
    const bar = text.lastIndexOf('|');
    expect(complete(text.slice(0, bar) + text.slice(bar + 1), bar)).toEqual([]);
  });

  it('never throws, wherever the cursor stands in whatever text', () => {
    const text = `${HEAD}  http:\n  - match: [{uri: {prefix: "/}\n   route\n\t- x: |\n  "a: 'b\n---\n...\n- - - a: b`;
    for (let offset = 0; offset <= text.length; offset++)
      expect(Array.isArray(complete(text, offset))).toBe(true);
  });
});
