import { defaultsOf, MESH_CONFIG_SCHEMA } from './kinds/mesh-config';
import type { MeshSettings } from './mesh-settings';
import type { ResourceSet } from './resource-set';
import { conformValue } from './schema/conform-value';
import { readYaml } from './yaml-text';

/** What the ConfigMap `istio` of the root namespace says of the mesh, over what was known before. */
export function readMeshSettings(resources: ResourceSet, known: MeshSettings): MeshSettings {
  const data = resources.find('ConfigMap', known.rootNamespace, 'istio')?.raw.data;
  const text = typeof data === 'object' && data !== null && 'mesh' in data ? data.mesh : undefined;
  return typeof text === 'string' ? withMeshConfig(known, text) : known;
}

/** What a MeshConfig says, over what was known before; a text that is none changes nothing. */
export function withMeshConfig(known: MeshSettings, text: string): MeshSettings {
  const config = conformValue(readYaml(text)[0]?.value, MESH_CONFIG_SCHEMA);
  if (config === undefined) return known;
  const { accessLogging, tracing, metrics } = config.defaultProviders ?? {};
  const { defaultProviders } = known;
  const defaults = defaultsOf(config);
  return {
    ...known,
    ...(defaults === undefined ? {} : { defaults }),
    rootNamespace: config.rootNamespace || known.rootNamespace,
    trustDomain: config.trustDomain || known.trustDomain,
    trustDomainAliases: config.trustDomainAliases ?? known.trustDomainAliases,
    autoMtls: config.enableAutoMtls ?? known.autoMtls,
    outboundTrafficPolicy: config.outboundTrafficPolicy?.mode ?? known.outboundTrafficPolicy,
    pathNormalization: config.pathNormalization?.normalization ?? known.pathNormalization,
    extensionProviders: config.extensionProviders ?? known.extensionProviders,
    defaultProviders: {
      accessLogging: accessLogging ?? defaultProviders.accessLogging,
      tracing: tracing ?? defaultProviders.tracing,
      metrics: metrics ?? defaultProviders.metrics,
    },
    numTrustedProxies: config.defaultConfig?.gatewayTopology?.numTrustedProxies ?? known.numTrustedProxies,
  };
}
