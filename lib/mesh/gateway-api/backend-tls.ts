import { resolveHost } from '../config/host-name';
import type { BackendTlsPolicySpec } from '../config/kinds/backend-tls-policy';
import type { K8sGatewaySpec } from '../config/kinds/k8s-gateway';
import type { MeshSettings } from '../config/mesh-settings';
import { type ConfigResource, type ResourceReference, referenceOf } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import type { ClientTlsPlan } from '../routing/effective-traffic-policy';
import { hostDomain } from '../routing/host-domain';
import type { ServicePort } from '../routing/routed-service';
import type { RoutingProxy } from '../routing/routing-proxy';
import { compareAge } from './compare-age';
import { GATEWAY_NAME_LABEL } from './gateway-name-label';
import { isReferenceAllowed } from './reference-grants';

/** What a BackendTLSPolicy says of a service's port. */
export interface BackendTls {
  tls: ClientTlsPlan;
  origin: ResourceReference;
}

/** BackendTLSPolicies, ready to be looked up. */
export interface BackendTlsIndex {
  /** The policy for a port of a service: one that names the port before one for all of them, then the older. */
  find(host: string, port: ServicePort, proxy: RoutingProxy): BackendTls | undefined;
}

type Validation = NonNullable<BackendTlsPolicySpec['validation']>;
type Policy = ConfigResource<BackendTlsPolicySpec>;

interface Target {
  /** Empty for all ports. */
  sectionName: string;
  policy: Policy;
}

/** Indexes the policies of a mesh by the services they are for. */
export function indexBackendTls(resources: ResourceSet, settings: MeshSettings): BackendTlsIndex {
  const targets = new Map<string, Target[]>();
  for (const policy of (resources.list('BackendTLSPolicy') as readonly Policy[]).toSorted(compareAge)) {
    for (const { group, kind, name = '', sectionName = '' } of policy.spec.targetRefs ?? []) {
      if (group !== '' || kind !== 'Service') continue;
      const host = resolveHost(name, policy.metadata.namespace, hostDomain(settings)).toLowerCase();
      targets.set(host, [...(targets.get(host) ?? []), { sectionName, policy }]);
    }
  }
  return {
    find(host, port, proxy) {
      const known = targets.get(host);
      if (known === undefined) return undefined;
      const found =
        known.find(({ sectionName }) => sectionName !== '' && sectionName === port.name) ??
        known.find(({ sectionName }) => sectionName === '');
      if (found === undefined) return undefined;
      const { metadata, spec } = found.policy;
      const tls = planOf(spec.validation ?? {}, metadata.namespace, resources);
      return {
        tls: withClientCertificate(tls, resources, proxy),
        origin: referenceOf(found.policy),
      };
    },
  };
}

function planOf(validation: Validation, namespace: string, resources: ResourceSet): ClientTlsPlan {
  const { hostname = '', subjectAltNames = [], wellKnownCACertificates } = validation;
  const authority =
    wellKnownCACertificates === 'System' ? '' : findAuthority(validation, namespace, resources);
  return {
    mode: 'SIMPLE',
    clientCertificate: '',
    privateKey: '',
    caCertificates: '',
    credentialName: authority ?? '',
    clientCredentialName: '',
    subjectAltNames: subjectAltNames.map((name) => (name.type === 'URI' ? name.uri : name.hostname) ?? ''),
    sni: hostname,
    insecureSkipVerify: false,
    caCrl: '',
    fault: authority === undefined ? 'no caCertificateRef of the BackendTLSPolicy can be read' : '',
  };
}

/** The first reference that leads to a ConfigMap, as a credential name; a policy without any must let nothing through. */
function findAuthority(
  { caCertificateRefs = [] }: Validation,
  namespace: string,
  resources: ResourceSet,
): string | undefined {
  const found = caCertificateRefs.find(
    ({ group = '', kind, name = '' }) =>
      group === '' && kind === 'ConfigMap' && resources.find(kind, namespace, name) !== undefined,
  );
  return found === undefined ? undefined : `configmap://${namespace}/${found.name}`;
}

/** A gateway with a certificate of its own shows it to services that ask for one. */
function withClientCertificate(
  tls: ClientTlsPlan,
  resources: ResourceSet,
  proxy: RoutingProxy,
): ClientTlsPlan {
  if (proxy.kind !== 'gateway') return tls;
  const gateway = resources.find('K8sGateway', proxy.namespace, proxy.labels[GATEWAY_NAME_LABEL] ?? '');
  const name =
    gateway === undefined
      ? undefined
      : clientCertificateOf(gateway as ConfigResource<K8sGatewaySpec>, resources);
  return name === undefined ? tls : { ...tls, mode: 'MUTUAL', clientCredentialName: name };
}

/** `namespace/name` of the Secret that a Gateway shows to services; undefined without one it may refer to. */
export function clientCertificateOf(
  gateway: ConfigResource<K8sGatewaySpec>,
  resources: ResourceSet,
): string | undefined {
  const ref = gateway.spec.tls?.backend?.clientCertificateRef;
  const own = gateway.metadata.namespace;
  const { group = '', kind = 'Secret', name, namespace = own } = ref ?? {};
  if (name === undefined || group !== '' || kind !== 'Secret') return undefined;
  const from = { group: gateway.group, kind: gateway.kind, namespace: own };
  const isGranted = isReferenceAllowed(resources, { from, to: { group, kind, namespace, name } });
  return isGranted ? `${namespace}/${name}` : undefined;
}
