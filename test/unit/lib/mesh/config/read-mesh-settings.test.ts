import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { readMeshSettings, withMeshConfig } from '@/lib/mesh/config/read-mesh-settings';
import { createResourceSet } from '@/lib/mesh/config/resource-set';

describe('readMeshSettings()', () => {
  it('reads the ConfigMap istio of the root namespace', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    trustDomain: corp.example
    trustDomainAliases: [old.example]
    enableAutoMtls: false
    pathNormalization: {normalization: MERGE_SLASHES}
    outboundTrafficPolicy: {mode: REGISTRY_ONLY}
    defaultProviders: {tracing: [zipkin]}
    extensionProviders: [{name: opa, envoyExtAuthzHttp: {service: opa.auth.svc.cluster.local, port: 8000}}]
    defaultConfig: {gatewayTopology: {numTrustedProxies: 2}}
`;
    const set = createResourceSet(parseResources(text, 'mesh.yaml').resources);
    expect(readMeshSettings(set, DEFAULT_MESH_SETTINGS)).toEqual({
      ...DEFAULT_MESH_SETTINGS,
      trustDomain: 'corp.example',
      trustDomainAliases: ['old.example'],
      autoMtls: false,
      pathNormalization: 'MERGE_SLASHES',
      outboundTrafficPolicy: 'REGISTRY_ONLY',
      defaultProviders: { accessLogging: [], tracing: ['zipkin'], metrics: [] },
      extensionProviders: [
        { name: 'opa', envoyExtAuthzHttp: { service: 'opa.auth.svc.cluster.local', port: 8000 } },
      ],
      numTrustedProxies: 2,
    });
  });

  it('changes nothing without it', () => {
    expect(readMeshSettings(createResourceSet([]), DEFAULT_MESH_SETTINGS)).toBe(DEFAULT_MESH_SETTINGS);
  });
});

describe('withMeshConfig()', () => {
  it('reads what holds where no rule says otherwise, and none of it where nothing is said', () => {
    const text = 'connectTimeout: 3s\ndefaultHttpRetryPolicy: {attempts: 4}\ndefaultServiceExportTo: ["."]';
    expect(withMeshConfig(DEFAULT_MESH_SETTINGS, text).defaults).toEqual({
      connectTimeout: '3s',
      defaultHttpRetryPolicy: { attempts: 4 },
      defaultServiceExportTo: ['.'],
    });
    expect(withMeshConfig(DEFAULT_MESH_SETTINGS, 'trustDomain: a')).not.toHaveProperty('defaults');
  });

  it('passes over a text that is no MeshConfig', () => {
    expect(withMeshConfig(DEFAULT_MESH_SETTINGS, '- a list')).toBe(DEFAULT_MESH_SETTINGS);
  });
});
