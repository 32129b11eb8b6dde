import { describe, expect, it } from 'vitest';
import { peerModeOf, resolvePeerModes } from '@/lib/mesh/access/peer-authentication';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';

const WORKLOAD = { namespace: 'shop', labels: { app: 'cart', version: 'v1' } };
const SETTINGS = { rootNamespace: 'istio-system' };

function policy(name: string, namespace: string, spec: string, created = '2026-01-02T00:00:00Z'): string {
  return `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: '${created}'}\nspec: ${spec}\n`;
}

function modes(...policies: string[]) {
  const { resources } = parseResources(policies.join('---\n'), 'test.yaml');
  return resolvePeerModes(createResourceSet(resources), SETTINGS, WORKLOAD);
}

const CART = '{selector: {matchLabels: {app: cart}}';

describe('resolvePeerModes()', () => {
  it('is PERMISSIVE without any policy', () => {
    expect(modes().workload).toEqual({ mode: 'PERMISSIVE', by: undefined, path: '' });
  });

  it('takes mesh, namespace and workload in this order, the narrowest last', () => {
    const mesh = policy('default', 'istio-system', '{mtls: {mode: STRICT}}');
    const namespace = policy('default', 'shop', '{mtls: {mode: DISABLE}}');
    const workload = policy('cart', 'shop', `${CART}, mtls: {mode: PERMISSIVE}}`);
    expect(modes(mesh).workload.mode).toBe('STRICT');
    expect(modes(mesh, namespace).workload.mode).toBe('DISABLE');
    expect(modes(mesh, namespace, workload).workload.by?.metadata.name).toBe('cart');
  });

  it('inherits where a level says UNSET, or nothing', () => {
    const mesh = policy('default', 'istio-system', '{mtls: {mode: STRICT}}');
    expect(modes(mesh, policy('default', 'shop', '{mtls: {mode: UNSET}}')).workload.mode).toBe('STRICT');
    expect(modes(mesh, policy('default', 'shop', '{}')).workload.mode).toBe('STRICT');
  });

  it('takes the oldest of several at one level', () => {
    const young = policy('a', 'shop', '{mtls: {mode: DISABLE}}', '2026-02-01T00:00:00Z');
    const old = policy('b', 'shop', '{mtls: {mode: STRICT}}', '2026-01-01T00:00:00Z');
    expect(modes(young, old).workload.mode).toBe('STRICT');
  });

  it('ignores a policy with a selector in the root namespace', () => {
    expect(modes(policy('x', 'istio-system', `${CART}, mtls: {mode: STRICT}}`)).workload.mode).toBe(
      'PERMISSIVE',
    );
  });

  it('ignores policies of other namespaces and for other labels', () => {
    const other = policy('default', 'bank', '{mtls: {mode: STRICT}}');
    const labels = policy('x', 'shop', '{selector: {matchLabels: {app: desk}}, mtls: {mode: STRICT}}');
    expect(modes(other, labels).workload.mode).toBe('PERMISSIVE');
  });

  it('lets ports differ in a policy with a selector, and inherit from it when UNSET', () => {
    const found = modes(
      policy(
        'cart',
        'shop',
        `${CART}, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}, 9090: {mode: UNSET}}}`,
      ),
    );
    expect(peerModeOf(found, 8080)).toMatchObject({ mode: 'DISABLE', path: 'spec.portLevelMtls[8080].mode' });
    expect(peerModeOf(found, 9090).mode).toBe('STRICT');
    expect(peerModeOf(found, 7070).mode).toBe('STRICT');
  });

  it('ignores ports of a policy without a selector', () => {
    const found = modes(
      policy('default', 'shop', '{mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}}'),
    );
    expect(peerModeOf(found, 8080).mode).toBe('STRICT');
  });
});
