import { type ConfigObject, toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService, RegistrySnapshot } from '@/lib/mesh/registry/service';
import { createAgentScopes } from '@/lib/mesh/routing/scope/agent-scopes';
import type { ScopeViewer } from '@/lib/mesh/routing/scope/scope-viewer';
import { readSuiteText } from '../conformance-dir';
import type { GatewayApiCase } from '../gateway-api-case';
import type { Certificates } from './certificates';
import type { EchoBackend } from './echo-backend';

/** Kinds that run things: the test runs them itself. */
const RUNNING = new Set(['Deployment', 'Pod']);
const SUITE_NAMESPACES = ['gateway-conformance-infra', 'gateway-conformance-app-backend'];

/** The objects of a case with the Secrets and ConfigMaps that its harness would make. */
export function readObjects(
  { baseManifest, manifests }: GatewayApiCase,
  certificates: Certificates,
): ConfigResource[] {
  const files = [baseManifest, ...manifests].filter((path) => path !== undefined);
  const read = files.flatMap((path) => parseResources(readSuiteText(`gateway-api/${path}`), path).resources);
  const made = SUITE_NAMESPACES.flatMap((namespace) => credentialObjects(certificates, namespace));
  return [...createResourceSet([...read, ...made.map((object, index) => resourceOf(object, index))]).all];
}

function credentialObjects(
  { ca, otherCa, server, backend }: Certificates,
  namespace: string,
): ConfigObject[] {
  const secret = (name: string, { cert, key }: Certificates['server']): ConfigObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': cert, 'tls.key': key },
  });
  const authority = (name: string, text: string): ConfigObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { 'ca.crt': text },
  });
  return [
    secret('tls-validity-checks-certificate', server),
    secret('tls-terminate-checks-certificate', server),
    secret('tls-passthrough-checks-certificate', backend),
    secret('tls-checks-certificate', backend),
    authority('tls-validity-checks-ca-certificate', ca),
    authority('tls-validity-checks-per-port-ca-certificate', otherCa),
    authority('tls-checks-ca-certificate', ca),
    authority('backend-tls-certificate', ca),
  ];
}

/** The pods that a case's Deployments stand for. */
export function podsOf(
  objects: readonly ConfigResource[],
): Pick<EchoBackend, 'name' | 'namespace' | 'labels'>[] {
  return objects
    .filter(({ kind }) => RUNNING.has(kind))
    .map(({ kind, metadata, spec }) => {
      const { template } = spec as { template?: { metadata?: { labels?: Record<string, string> } } };
      const labels = kind === 'Pod' ? metadata.labels : (template?.metadata?.labels ?? {});
      return { name: metadata.name, namespace: metadata.namespace, labels };
    });
}

/** What a console would send one agent of this world. */
export function snapshotFor(
  viewer: ScopeViewer,
  objects: readonly ConfigResource[],
  backends: readonly EchoBackend[],
  revision: number,
): RegistrySnapshot {
  const kept = objects.filter(({ kind }) => !RUNNING.has(kind));
  const scope = createAgentScopes(backends.map(toService), kept, DEFAULT_MESH_SETTINGS).of(viewer);
  return {
    revision,
    services: scope.services,
    resources: [...scope.shared, ...scope.own].map(toConfigObject),
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 100, accessLogging: false },
  };
}

/** Each pod registers a service that nobody calls; the Services of the case find it by its labels. */
function toService({ labels, name, namespace, port }: EchoBackend): MeshService {
  return {
    host: `pod-${name}.${namespace}.svc.cluster.local`,
    name: `pod-${name}`,
    namespace,
    port: 1,
    protocol: 'http',
    location: 'MESH_INTERNAL',
    endpoints: [
      {
        address: '127.0.0.1',
        port,
        workload: describeWorkload({ name, namespace, workload: name, labels }),
      },
    ],
  };
}
