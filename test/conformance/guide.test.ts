import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const GUIDE = ['../shared/reference', '../../shared/reference']
  .map((path) => resolve(import.meta.dirname, '../..', path, 'service-mesh-guide.md'))
  .find((path) => existsSync(path));

/** What the guide talks of, as a cluster would have it. */
const service = (namespace: string, name: string, ...versions: string[]) =>
  [
    `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: {selector: {app: ${name}}, ports: [{name: http, port: 8080}]}}`,
    ...versions.map(
      (version) =>
        `{apiVersion: v1, kind: Pod, metadata: {name: ${name}-${version}, namespace: ${namespace}, labels: {app: ${name}, version: ${version}}}, spec: {serviceAccountName: ${name}, containers: [{name: istio-proxy, image: proxyv2}, {name: app, ports: [{containerPort: 8080}]}]}}`,
    ),
  ].join('\n---\n');
const subsets = (rule: string, host: string, ...versions: string[]) =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${rule}}, spec: {host: ${host}, subsets: [${versions.map((version) => `{name: ${version}, labels: {version: ${version}}}`).join(', ')}]}}`;
const WORLD = [
  ...['default', 'my-app', 'production', 'istio-system'].map(
    (name) =>
      `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {istio-injection: enabled}}}`,
  ),
  service('default', 'reviews', 'v1', 'v2', 'v3'),
  service('default', 'ratings', 'v1'),
  service('default', 'orders-service', 'v1', 'v2'),
  ...['users-service', 'products-service', 'api-service'].map((name) => service('default', name, 'v1')),
  ...['my-service', 'legacy-service', 'users-service', 'orders-service', 'api-service'].map((name) =>
    service('my-app', name, 'v1'),
  ),
  service('production', 'api-gateway', 'v1'),
  '{apiVersion: v1, kind: Service, metadata: {name: istio-ingressgateway, namespace: istio-system}, spec: {selector: {istio: ingressgateway}, ports: [{name: http2, port: 80}, {name: https, port: 443}]}}',
  '{apiVersion: v1, kind: Pod, metadata: {name: istio-ingressgateway, namespace: istio-system, labels: {istio: ingressgateway}}, spec: {containers: [{name: istio-proxy, image: proxyv2}]}}',
  // A block that has its own takes their place.
  subsets('reviews', 'reviews', 'v1', 'v2', 'v3'),
  subsets('orders-circuit-breaker', 'orders-service', 'v1', 'v2'),
].join('\n---\n');

/** What somebody who knows Istio well would say of each block, by the title it stands below. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // A piece of a Pod, shown alone.
  'What Gets Injected': ['The object has no kind'],
  'VirtualService - Routing Rules': [
    'warning schema/defined-again reviews metadata.name',
    'warning schema/defined-again reviews metadata.name',
    // A public host without a gateway.
    'info virtual-service/host-unregistered api-gateway spec.hosts[0]',
  ],
  'DestinationRule - Load Balancing & Subsets': [
    'info destination-rule/least-conn reviews spec.subsets[2].trafficPolicy.loadBalancer.simple',
  ],
  'Timeouts and Retries': ['warning virtual-service/retries-outlast-timeout orders spec.http[0].timeout'],
  'Ingress Gateway': ['error gateway/credential-not-found my-gateway spec.servers[1].tls.credentialName'],
  'Telemetry Configuration': ['info mesh/field-not-obeyed mesh-default spec.tracing[0].providers'],
  'AuthorizationPolicy - Access Control': [
    'error security/source-namespace-not-found deny-admin spec.rules[0].from[0].source.notNamespaces[0]',
    'warning authorization-policy/denies-tcp deny-admin spec.rules[0]',
    'warning security/token-unverified require-jwt spec.rules[0].from[0].source.requestPrincipals[0]',
  ],
  'Security Best Practices': ['warning security/no-rate-limit rate-limit-external spec.rules[0].when[0].key'],
};

function readBlocks(path: string): { title: string; yaml: string }[] {
  let title = '';
  const blocks: { title: string; yaml: string }[] = [];
  for (const [, heading, yaml] of readFileSync(path, 'utf8').matchAll(
    /^#{1,6} (.+)$|^```yaml\n([\s\S]*?)^```$/gm,
  )) {
    if (heading !== undefined) title = heading;
    if (yaml !== undefined) blocks.push({ title, yaml });
  }
  return blocks;
}

if (GUIDE === undefined) {
  console.warn('skipped: the service mesh guide is not here (../shared/reference/service-mesh-guide.md)');
}

describe.skipIf(GUIDE === undefined)('the YAML blocks of the service mesh guide', () => {
  const blocks = GUIDE === undefined ? [] : readBlocks(GUIDE);

  it.each(blocks)('$title: gets the findings an expert would give it', ({ title, yaml }) => {
    const world = parseResources(WORLD, 'world.yaml');
    const { resources, problems } = parseResources(yaml, 'guide.yaml', world.resources.length);
    const findings = validateResources(
      [...world.resources, ...resources],
      defaultMeshFacts(Date.UTC(2026, 0, 1)),
    );
    const said = findings
      .filter(({ file }) => file === 'guide.yaml')
      .map(({ severity, rule, resource, path }) => `${severity} ${rule} ${resource.name} ${path}`.trim());
    const unread = problems.map(({ message }) => message);
    expect([...unread, ...said].sort()).toEqual([...(EXPECTED[title] ?? [])].sort());
  });
});
