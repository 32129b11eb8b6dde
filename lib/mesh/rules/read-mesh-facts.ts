import { conformValue } from '../config/schema/conform-value';
import { anything, flag, type Infer, list, map, object, text } from '../config/schema/schema';
import { readYaml } from '../config/yaml-text';
import type { MeshFacts } from './mesh-facts';
import { CONFIG_MAP } from './read/kubernetes-kinds';
import { readObject } from './read/read-spec';
import type { ResourceSource } from './snapshot';

const extensionProvider = object({
  name: text(),
  lightstep: anything(),
  envoyExtAuthzHttp: anything(),
  envoyExtAuthzGrpc: anything(),
});

const MESH_CONFIG = object({
  rootNamespace: text(),
  trustDomain: text(),
  trustDomainAliases: list(text()),
  enableAutoMtls: flag(),
  outboundTrafficPolicy: object({ mode: text() }),
  defaultServiceExportTo: list(text()),
  defaultVirtualServiceExportTo: list(text()),
  defaultDestinationRuleExportTo: list(text()),
  defaultProviders: object({ accessLogging: list(text()) }),
  extensionProviders: list(extensionProvider),
  defaultConfig: object({ image: object({ imageType: text() }), proxyMetadata: map(text()) }),
});

const MESH_NETWORKS = object({
  networks: map(object({ endpoints: list(object({ fromRegistry: text() })) })),
});

type MeshConfig = Infer<typeof MESH_CONFIG>;
type MeshProvider = Pick<Infer<typeof extensionProvider>, 'name' | 'envoyExtAuthzHttp' | 'envoyExtAuthzGrpc'>;

/** What the ConfigMap `istio` of the root namespace says, over what was known before. */
export function readMeshFacts(source: ResourceSource, known: MeshFacts): MeshFacts {
  const istio = source
    .list('ConfigMap')
    .find(({ metadata }) => metadata.namespace === known.rootNamespace && metadata.name === 'istio');
  if (istio === undefined) return known;
  const { data = {} } = readObject(istio, CONFIG_MAP);
  return withMeshNetworks(withMeshConfig(known, data.mesh ?? ''), data.meshNetworks ?? '');
}

/** What a MeshConfig says, over what was known before; a text that is none changes nothing. */
export function withMeshConfig(known: MeshFacts, text: string): MeshFacts {
  const config = conformValue(readYaml(text)[0]?.value, MESH_CONFIG);
  return config === undefined ? known : { ...known, ...factsOf(config) };
}

/** What a MeshNetworks says, over what was known before. */
export function withMeshNetworks(known: MeshFacts, text: string): MeshFacts {
  const read = conformValue(readYaml(text)[0]?.value, MESH_NETWORKS);
  if (read?.networks === undefined) return known;
  const registries = Object.entries(read.networks).map(([network, { endpoints = [] }]) => [
    network,
    endpoints.flatMap(({ fromRegistry }) => fromRegistry ?? []),
  ]);
  return { ...known, networkRegistries: Object.fromEntries(registries) };
}

function factsOf(config: MeshConfig): Partial<MeshFacts> {
  const { outboundTrafficPolicy, defaultConfig, extensionProviders = [] } = config;
  const mode = outboundTrafficPolicy?.mode;
  const metadata = defaultConfig?.proxyMetadata ?? {};
  return definedOnly({
    rootNamespace: config.rootNamespace || undefined,
    trustDomain: config.trustDomain || undefined,
    trustDomainAliases: config.trustDomainAliases,
    autoMtls: config.enableAutoMtls,
    outboundTrafficPolicy: mode === 'ALLOW_ANY' || mode === 'REGISTRY_ONLY' ? mode : undefined,
    defaultServiceExportTo: config.defaultServiceExportTo,
    defaultVirtualServiceExportTo: config.defaultVirtualServiceExportTo,
    defaultDestinationRuleExportTo: config.defaultDestinationRuleExportTo,
    defaultAccessLogProviders: config.defaultProviders?.accessLogging,
    lightstepProviders: extensionProviders
      .filter(({ lightstep }) => lightstep !== undefined)
      .map(({ name = '' }) => name),
    ...providerFacts(extensionProviders),
    proxyImageType: defaultConfig?.image?.imageType,
    autoAllocatesAddresses: allocates(metadata) || undefined,
  });
}

/** Which providers a MeshConfig defines, and which of them can decide about requests. */
export function providerFacts(
  providers: readonly MeshProvider[],
): Required<Pick<MeshFacts, 'extensionProviders' | 'externalAuthorizers'>> {
  const authorizers = providers.filter(
    ({ envoyExtAuthzHttp, envoyExtAuthzGrpc }) => (envoyExtAuthzHttp ?? envoyExtAuthzGrpc) !== undefined,
  );
  return { extensionProviders: namesOf(providers), externalAuthorizers: namesOf(authorizers) };
}

function namesOf(providers: readonly MeshProvider[]): string[] {
  return providers.flatMap(({ name = '' }) => (name === '' ? [] : [name]));
}

/** DNS capture with automatic addresses, in either of the ways Istio has had for it. */
function allocates(metadata: Readonly<Record<string, string>>): boolean {
  const isOn = (name: string) => metadata[name] === 'true';
  return (
    isOn('PILOT_ENABLE_IP_AUTOALLOCATE') ||
    (isOn('ISTIO_META_DNS_CAPTURE') && isOn('ISTIO_META_DNS_AUTO_ALLOCATE'))
  );
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOnly<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
