import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { type TouchTarget, touches } from '@/lib/mesh/config/references/touches';

const SCOPE = { rootNamespace: 'istio-system', domain: 'svc.cluster.local' };

const REVIEWS: TouchTarget = {
  hosts: ['reviews.shop.svc.cluster.local'],
  workloads: [{ namespace: 'shop', labels: { app: 'reviews', version: 'v1' } }],
};

function isTouched(kind: string, spec: string, namespace = 'shop', group = 'networking.istio.io'): boolean {
  const text = `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: one, namespace: ${namespace}}\nspec: ${spec}\n`;
  const [resource] = parseResources(text, '-').resources;
  if (resource === undefined) throw new Error(`Cannot read ${text}`);
  return touches(resource, REVIEWS, SCOPE);
}

describe('touches()', () => {
  it('knows routes and rules by the host they name, short or full', () => {
    expect(isTouched('VirtualService', '{hosts: [reviews], http: []}')).toBe(true);
    expect(isTouched('VirtualService', '{hosts: [reviews], http: []}', 'other')).toBe(false);
    expect(isTouched('DestinationRule', '{host: reviews.shop.svc.cluster.local}', 'other')).toBe(true);
    const destination = '{hosts: [ratings], http: [{route: [{destination: {host: reviews}}]}]}';
    expect(isTouched('VirtualService', destination)).toBe(true);
    expect(isTouched('ServiceEntry', '{hosts: [reviews.shop.svc.cluster.local]}')).toBe(true);
    expect(isTouched('ServiceEntry', '{hosts: [example.com]}')).toBe(false);
  });

  it('knows policies by the labels they select', () => {
    const policy = (spec: string, namespace?: string) =>
      isTouched('AuthorizationPolicy', spec, namespace, 'security.istio.io');
    expect(policy('{selector: {matchLabels: {app: reviews}}}')).toBe(true);
    expect(policy('{selector: {matchLabels: {app: ratings}}}')).toBe(false);
    expect(policy('{rules: []}')).toBe(true);
    expect(policy('{rules: []}', 'other')).toBe(false);
    expect(policy('{rules: []}', 'istio-system')).toBe(true);
    expect(policy('{targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: edge}]}')).toBe(
      false,
    );
  });

  it('knows a Gateway by the proxies that open it, and never by an empty selector', () => {
    expect(isTouched('Gateway', '{selector: {app: reviews}}', 'other')).toBe(true);
    expect(isTouched('Gateway', '{selector: {}}', 'other')).toBe(false);
  });

  it('knows a Sidecar by its own selector', () => {
    expect(isTouched('Sidecar', '{workloadSelector: {labels: {version: v1}}}')).toBe(true);
    expect(isTouched('Sidecar', '{workloadSelector: {labels: {version: v2}}}')).toBe(false);
  });
});
