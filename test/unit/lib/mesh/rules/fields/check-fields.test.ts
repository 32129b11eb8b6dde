import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { CONFIG_KINDS, type ConfigKindName } from '@/lib/mesh/config/kinds';
import { DESCRIBED_KINDS, objectSchemaOf } from '@/lib/mesh/config/object-schema';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import type { Schema } from '@/lib/mesh/config/schema/schema';
import { checkFields } from '@/lib/mesh/rules/fields/check-fields';

function textOf(kind: ConfigKindName, spec: string): string {
  const { group, versions, kind: name } = CONFIG_KINDS[kind];
  const version = versions.at(-1) ?? 'v1';
  const indented = spec.replaceAll(/^(?=.)/gm, '  ');
  return `apiVersion: ${group === '' ? version : `${group}/${version}`}\nkind: ${name}\nmetadata:\n  name: test\n  namespace: shop\nspec:\n${indented}\n`;
}

function check(kind: ConfigKindName, spec: string) {
  const [resource] = parseResources(textOf(kind, spec), 'f.yaml').resources;
  if (resource === undefined) throw new Error('the case is no object');
  return checkFields(resource);
}

/** Rule, path and severity of what each spec gives; specs of one kind that are fine stand in the other test. */
const FAULTS: [ConfigKindName, string, string, string][] = [
  ['VirtualService', 'hosts: [a]\nhttpp: []', 'schema/unknown-field', 'spec.httpp'],
  ['VirtualService', 'hosts: a', 'schema/wrong-type', 'spec.hosts'],
  ['VirtualService', 'hosts: [a]\nhttp: [null]', 'schema/empty-item', 'spec.http[0]'],
  ['VirtualService', 'hosts: [a]', 'virtual-service/no-routes', 'spec'],
  ['VirtualService', 'hosts: ["a b"]', 'virtual-service/invalid-host', 'spec.hosts[0]'],
  ['VirtualService', 'hosts: ["*"]', 'virtual-service/wildcard-in-mesh', 'spec.hosts[0]'],
  ['VirtualService', 'hosts: ["*.a.b", x.a.b]', 'virtual-service/duplicate-host', 'spec.hosts[1]'],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{route: [{destination: {host: a}}], timeout: 0.5ms}]',
    'virtual-service/invalid-timeout',
    'spec.http[0].timeout',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]}]',
    'virtual-service/weights-not-positive',
    'spec.http[0].route',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{match: [{uri: {regex: "["}}], route: [{destination: {host: a}}]}]',
    'virtual-service/invalid-regex',
    'spec.http[0].match[0].uri.regex',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{redirect: {uri: /}, fault: {abort: {httpStatus: 500}}}]',
    'virtual-service/conflicting-actions',
    'spec.http[0].fault',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{retries: {attempts: 1, retryOn: "5xx, reset"}, route: [{destination: {host: a}}]}]',
    'virtual-service/unknown-retry-condition',
    'spec.http[0].retries.retryOn',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{route: [{destination: {host: a}}]}, {route: [{destination: {host: b}}]}]',
    'virtual-service/unreachable-rule',
    'spec.http[1]',
  ],
  [
    'VirtualService',
    'hosts: [a]\nhttp: [{match: [{uri: {prefix: /a}}, {uri: {prefix: /ab}}], route: [{destination: {host: a}}]}]',
    'virtual-service/ineffective-match',
    'spec.http[0].match[1]',
  ],
  [
    'DestinationRule',
    'host: a\ntrafficPolicy: {}',
    'destination-rule/empty-traffic-policy',
    'spec.trafficPolicy',
  ],
  [
    'DestinationRule',
    'host: a\nsubsets: [{name: v1}, {name: v1}]',
    'destination-rule/duplicate-subset',
    'spec.subsets[1].name',
  ],
  [
    'DestinationRule',
    'host: a\ntrafficPolicy: {tls: {mode: MUTUAL}}',
    'destination-rule/incomplete-mutual-tls',
    'spec.trafficPolicy.tls.clientCertificate',
  ],
  [
    'DestinationRule',
    'host: a\ntrafficPolicy: {outlierDetection: {maxEjectionPercent: 101}}',
    'destination-rule/invalid-percentage',
    'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
  ],
  [
    'DestinationRule',
    'host: a\ntrafficPolicy: {loadBalancer: {consistentHash: {maglev: {tableSize: 100}}}}',
    'destination-rule/invalid-table-size',
    'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
  ],
  [
    'Gateway',
    'servers: [{port: {number: 443, name: a, protocol: HTTPS}, hosts: ["*"]}]',
    'gateway/no-tls',
    'spec.servers[0].tls',
  ],
  [
    'Gateway',
    'servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: [short]}]',
    'gateway/invalid-host',
    'spec.servers[0].hosts[0]',
  ],
  [
    'ServiceEntry',
    'hosts: [a.com]\nresolution: NONE\nendpoints: [{address: 1.1.1.1}]',
    'service-entry/endpoints-without-resolution',
    'spec.endpoints',
  ],
  [
    'ServiceEntry',
    'hosts: [a.com]\nresolution: DNS\naddresses: [10.0.0.0/8]',
    'service-entry/range-with-dns',
    'spec.addresses[0]',
  ],
  [
    'Sidecar',
    'egress: [{hosts: ["*/*"]}, {port: {number: 80, protocol: HTTP}, hosts: ["./*"]}]',
    'sidecar/catch-all-not-last',
    'spec.egress[0]',
  ],
  ['Sidecar', '{}', 'sidecar/empty', 'spec'],
  ['WorkloadEntry', 'address: unix:///a\nports: {http: 80}', 'workload-entry/ports-of-socket', 'spec.ports'],
  [
    'WorkloadGroup',
    'template: {}\nprobe: {exec: {}}',
    'workload-group/no-command',
    'spec.probe.exec.command',
  ],
  [
    'EnvoyFilter',
    'configPatches: [{applyTo: CLUSTER, match: {listener: {}}, patch: {operation: REMOVE}}]',
    'envoy-filter/wrong-match',
    'spec.configPatches[0].match.listener',
  ],
  ['ProxyConfig', 'concurrency: -1', 'proxy-config/negative-concurrency', 'spec.concurrency'],
  [
    'PeerAuthentication',
    'portLevelMtls: {80: {mode: STRICT}}',
    'peer-authentication/ports-without-selector',
    'spec.portLevelMtls',
  ],
  [
    'RequestAuthentication',
    'jwtRules: [{issuer: a, jwks: "{}"}]',
    'request-authentication/invalid-keys',
    'spec.jwtRules[0].jwks',
  ],
  ['AuthorizationPolicy', 'action: DENY', 'authorization-policy/never-matches', 'spec.rules'],
  [
    'AuthorizationPolicy',
    'rules: [{to: [{operation: {paths: ["/{*}/*"]}}]}]',
    'authorization-policy/invalid-path-template',
    'spec.rules[0].to[0].operation.paths[0]',
  ],
  ...['/a/{**}/{*}', '/{a}', '/a{*}', '/{**}/{**}/', '/{*}/*a'].map(
    (path): [ConfigKindName, string, string, string] => [
      'AuthorizationPolicy',
      `rules: [{to: [{operation: {notPaths: ["${path}"]}}]}]`,
      'authorization-policy/invalid-path-template',
      'spec.rules[0].to[0].operation.notPaths[0]',
    ],
  ),
  [
    'AuthorizationPolicy',
    'rules: [{from: [{source: {serviceAccounts: ["shop/*"]}}]}]',
    'authorization-policy/invalid-account',
    'spec.rules[0].from[0].source.serviceAccounts[0]',
  ],
  [
    'AuthorizationPolicy',
    'rules: [{when: [{key: source.serviceAccount, values: [shop/cart, a/b/c]}]}]',
    'authorization-policy/invalid-value',
    'spec.rules[0].when[0].values[1]',
  ],
  [
    'AuthorizationPolicy',
    'rules: [{when: [{key: source.ip, values: [x]}]}]',
    'authorization-policy/invalid-value',
    'spec.rules[0].when[0].values[0]',
  ],
  [
    'Telemetry',
    'accessLogging: [{filter: {expression: "response.code >="}}]',
    'telemetry/invalid-filter',
    'spec.accessLogging[0].filter.expression',
  ],
  ['WasmPlugin', 'url: ftp://a', 'wasm-plugin/invalid-url', 'spec.url'],
  ['TrafficExtension', 'phase: AUTHN', 'traffic-extension/not-one', 'spec'],
  ['HTTPRoute', 'rules: [{matches: [{path: {value: a}}]}]', 'schema/limit', 'spec.rules[0].matches[0].path'],
];

const FINE: [ConfigKindName, string][] = [
  [
    'VirtualService',
    'hosts: [reviews]\nhttp:\n- match: [{uri: {prefix: /a}, headers: {end-user: {exact: x}}}]\n  retries: {attempts: 2, retryOn: "5xx,reset,503", perTryTimeout: 1s}\n  route: [{destination: {host: reviews, subset: v1}, weight: 90}, {destination: {host: reviews, subset: v2}, weight: 10}]',
  ],
  [
    'DestinationRule',
    'host: reviews\ntrafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}, outlierDetection: {interval: 1s}}\nsubsets: [{name: v1, labels: {version: v1}}]',
  ],
  [
    'Gateway',
    'selector: {istio: ingressgateway}\nservers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*.a.com"], tls: {mode: SIMPLE, credentialName: c}}]',
  ],
  [
    'ServiceEntry',
    'hosts: [a.com]\nlocation: MESH_EXTERNAL\nresolution: DNS\nports: [{number: 443, name: tls, protocol: TLS}]',
  ],
  ['Sidecar', 'egress: [{hosts: ["./*", "istio-system/*"]}]'],
  ['PeerAuthentication', 'mtls: {mode: STRICT}'],
  [
    'RequestAuthentication',
    'selector: {matchLabels: {app: a}}\njwtRules: [{issuer: a, jwksUri: "https://a.com/keys"}]',
  ],
  [
    'AuthorizationPolicy',
    'action: DENY\nrules: [{from: [{source: {notNamespaces: [shop]}}], to: [{operation: {ports: ["80"]}}]}]',
  ],
  [
    'Telemetry',
    'accessLogging: [{filter: {expression: "response.code >= 400 && has(request.headers[\'x\'])"}}]',
  ],
  [
    'HTTPRoute',
    'parentRefs: [{name: gw}]\nrules: [{matches: [{path: {type: PathPrefix, value: /a}}], backendRefs: [{name: a, port: 80}]}]',
  ],
];

describe('checkFields() of a value of a wrong type', () => {
  it('says so once, and not that the value is missing', () => {
    const port = '{number: "9080", name: http, protocol: HTTP}';
    const found = check('ServiceEntry', `hosts: [api.example.com]\nresolution: DNS\nports: [${port}]`);
    expect(found.filter(({ path }) => path === 'spec.ports[0].number').map(({ rule }) => rule)).toEqual([
      'schema/wrong-type',
    ]);
  });
});

describe('checkFields()', () => {
  it.each(FAULTS)('%s with %s', (kind, spec, rule, path) => {
    const found = check(kind, spec).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.path)).toContain(path);
    expect(found[0]?.position).toBeDefined();
  });

  it.each(FINE)('is silent about a sound %s', (kind, spec) => {
    expect(check(kind, spec)).toEqual([]);
  });

  it('says one thing of one place, however its path is written', () => {
    const found = check('Telemetry', 'tracing: [{customTags: {a: {literal: {value: ""}}}}]');
    expect(found.map(({ path }) => path)).toEqual(['spec.tracing[0].customTags["a"].literal.value']);
  });

  it('names line and column in the text', () => {
    const text =
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec:\n  servers:\n  - port: {number: 70000, name: a, protocol: HTTP}\n    hosts: ["*"]\n';
    const [resource] = parseResources(text, 'f.yaml').resources;
    const [finding] = resource === undefined ? [] : checkFields(resource);
    expect(finding).toMatchObject({
      path: 'spec.servers[0].port.number',
      position: { line: 6, column: 12 },
      file: 'f.yaml',
    });
  });

  it('says one thing of one place, although two would refuse it', () => {
    const findings = check('PeerAuthentication', 'selector: {matchLabels: {a: b}}\nportLevelMtls: {}');
    expect(findings.map(({ rule }) => rule)).toEqual(['peer-authentication/no-ports']);
  });

  it("judges the mesh's own settings in the ConfigMap istio", () => {
    const mesh = 'connectTimeout: 2h\ndefaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: -1}}}\n';
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh } };
    expect(checkFields(resourceOf(object)).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^connectTimeout: .*longer than an hour/),
      expect.stringMatching(/^defaultTrafficPolicy\.connectionPool\.tcp\.maxConnections: /),
    ]);
    const broken = { ...object, data: { mesh: 'a: [' } };
    expect(checkFields(resourceOf(broken))[0]?.message).toMatch(/^Line 1 of mesh/);
    expect(checkFields(resourceOf({ ...object, metadata: { name: 'other' } }))).toEqual([]);
  });

  it.each([
    ['VirtualService', 'hosts: [a]\nhttpp:\n- route: [{destination: {host: a}}]'],
    ['PeerAuthentication', 'mtls: {mode: STRCT}'],
    ['DestinationRule', 'host: a\ntrafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 5}}'],
    ['VirtualService', 'hosts: [a]\ngateways: [gw.shop]\nhttp: [{route: [{destination: {host: a}}]}]'],
  ] satisfies [ConfigKindName, string][])(
    'offers a fix of %s with %s that solves the problem',
    (kind, spec) => {
      const text = textOf(kind, spec);
      const [finding] = check(kind, spec).filter(({ fix }) => fix !== undefined);
      const fixed = applyEdits(text, 0, finding?.fix?.edits ?? []);
      const [resource] = 'text' in fixed ? parseResources(fixed.text, '').resources : [];
      expect(resource === undefined ? undefined : checkFields(resource)).toEqual([]);
    },
  );

  it.each(DESCRIBED_KINDS)('judges any %s without throwing, however odd', (kind) => {
    const { group, versions, kind: name } = CONFIG_KINDS[kind];
    const schema = objectSchemaOf(kind)?.fields.spec;
    if (schema === undefined) return;
    const apiVersion = `${group === '' ? '' : `${group}/`}${versions.at(-1)}`;
    fc.assert(
      fc.property(oddValue(schema, 0), (spec) => {
        const findings = checkFields(resourceOf({ apiVersion, kind: name, metadata: { name: 'a' }, spec }));
        for (const { message, path } of findings)
          expect(`${path} ${message}`).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 60 },
    );
  });
});

/** Values that mostly have the shape of a schema, with nulls, wrong shapes and odd texts strewn in. */
function oddValue(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const junk = fc.constantFrom<unknown>(null, '', '*', 'a/b', '%', -1, 0, 99_999, 0.5, true, [], {}, [null], {
    a: null,
  });
  return fc.oneof({ arbitrary: junk, weight: 1 }, { arbitrary: shapedValue(schema, depth), weight: 6 });
}

function shapedValue(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > 9) return fc.constant(null);
  switch (schema.type) {
    case 'list':
      return fc.array(oddValue(schema.item, depth + 1), { maxLength: 2 });
    case 'map':
      return fc.dictionary(fc.constantFrom('a', '', '80', '*'), oddValue(schema.value, depth + 1), {
        maxKeys: 2,
      });
    case 'object': {
      const names = Object.keys(schema.fields);
      return fc
        .subarray(names, { maxLength: Math.min(5, names.length) })
        .chain((chosen) =>
          fc.record(
            Object.fromEntries(
              chosen.map((field) => [field, oddValue(schema.fields[field] ?? { type: 'any' }, depth + 1)]),
            ),
          ),
        );
    }
    case 'string':
      return fc.constantFrom(
        ...(schema.values ?? [
          'a.com',
          '*.a',
          'unix:///x',
          '1.1.1.1',
          '10.0.0.0/99',
          'ns/host',
          '[',
          '5xx',
          '{*}/{a}',
        ]),
      );
    case 'boolean':
      return fc.boolean();
    case 'duration':
      return fc.constantFrom('1s', '0s', '1ns', '-1s', '1h0.5ms');
    default:
      return fc.constantFrom(-1, 0, 1, 80, 70_000);
  }
}
