import { describe, expect, it } from 'vitest';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { CATALOGUE } from '@/lib/mesh/rules/catalogue';
import { createIncrementalRun } from '@/lib/mesh/rules/incremental-run';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import type { Rule } from '@/lib/mesh/rules/rule';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const facts = defaultMeshFacts(0);
const object = (kind: string, name: string, spec: unknown = {}) =>
  resourceOf({
    apiVersion: kind === 'Service' ? 'v1' : 'networking.istio.io/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  });
const meshConfig = (text: string) =>
  resourceOf({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: text },
  });
const route = (host: string) => ({ hosts: ['cart'], http: [{ route: [{ destination: { host } }] }] });

function countingRule(inputs: Rule['inputs']): { rule: Rule; runs: () => number } {
  let runs = 0;
  const rule: Rule = {
    name: `test/${inputs.join('-')}`,
    codes: [],
    severity: 'info',
    inputs,
    why: '',
    docs: '',
    check: () => {
      runs += 1;
    },
  };
  return { rule, runs: () => runs };
}

describe('createIncrementalRun()', () => {
  it('asks only the rules that read a kind which changed', () => {
    const gateways = countingRule(['Gateway']);
    const services = countingRule(['Service', 'VirtualService']);
    const { run } = createIncrementalRun([gateways.rule, services.rule], facts);
    const [gateway, service] = [object('Gateway', 'front'), object('Service', 'cart')];
    run([gateway, service]);
    run([gateway, service]);
    expect([gateways.runs(), services.runs()]).toEqual([1, 1]);
    run([gateway, object('Service', 'cart', { ports: [{ port: 80 }] })]);
    expect([gateways.runs(), services.runs()]).toEqual([1, 2]);
    run([]);
    expect([gateways.runs(), services.runs()]).toEqual([2, 3]);
  });

  it('finds after each change what a cold run finds', () => {
    const { run } = createIncrementalRun(
      CATALOGUE.filter(({ optional }) => optional !== true),
      facts,
    );
    const cart = object('Service', 'cart', { ports: [{ port: 80, name: 'http' }] });
    const steps = [
      [object('VirtualService', 'cart', route('crt'))],
      [object('VirtualService', 'cart', route('cart'))],
      [object('VirtualService', 'cart', route('cart')), cart],
      [
        cart,
        object('DestinationRule', 'cart', { host: 'crt' }),
        object('VirtualService', 'cart', route('cart')),
      ],
      [cart],
    ];
    for (const resources of steps) expect(run(resources)).toEqual(validateResources(resources, facts));
  });

  it('starts over when the mesh itself changes its settings', () => {
    const { run } = createIncrementalRun(
      CATALOGUE.filter(({ name }) => name === 'virtual-service/host-not-found'),
      facts,
    );
    const broken = object('VirtualService', 'cart', route('crt'));
    const severities = (text: string) =>
      run([broken, meshConfig(text)])
        .filter(({ rule }) => rule === 'virtual-service/host-not-found')
        .map(({ severity }) => severity);
    expect(severities('{}')).toEqual(['error']);
    expect(severities('outboundTrafficPolicy: {mode: ALLOW_ANY}')).toEqual(['warning']);
  });
});
