import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { withMeshConfig } from '@/lib/mesh/rules/read-mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const UNKNOWN = defaultMeshFacts(0);

const POLICIES = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ask, namespace: shop }
spec: { action: CUSTOM, provider: { name: opa }, rules: [{}] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: spans, namespace: shop }
spec: { tracing: [{ providers: [{ name: otel }] }] }
`;

const CONFIG_MAP = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "extensionProviders: [{name: otel, opentelemetry: {service: otel.shop, port: 4317}}]" }
`;

const unknownProviders = (yaml: string) =>
  validateResources(parseResources(yaml, 'a.yaml').resources, UNKNOWN)
    .map(({ rule }) => rule)
    .filter((rule) => rule.endsWith('/provider-not-found'));

describe('withMeshConfig()', () => {
  it('names the extension providers and those that can decide about requests', () => {
    const text = `extensionProviders:
- { name: opa, envoyExtAuthzGrpc: { service: opa.shop, port: 9191 } }
- { name: gate, envoyExtAuthzHttp: { service: gate.shop, port: 80 } }
- { name: otel, opentelemetry: { service: otel.shop, port: 4317 } }
`;
    expect(withMeshConfig(UNKNOWN, text)).toMatchObject({
      extensionProviders: ['opa', 'gate', 'otel'],
      externalAuthorizers: ['opa', 'gate'],
    });
  });

  it('knows that a MeshConfig without providers has none', () => {
    expect(withMeshConfig(UNKNOWN, 'enableAutoMtls: true')).toMatchObject({
      extensionProviders: [],
      externalAuthorizers: [],
    });
  });
});

describe('readMeshFacts()', () => {
  it('calls no provider unknown before a MeshConfig is read', () => {
    expect(unknownProviders(POLICIES)).toEqual([]);
    expect(unknownProviders(POLICIES + CONFIG_MAP)).toEqual(['security/provider-not-found']);
  });
});
