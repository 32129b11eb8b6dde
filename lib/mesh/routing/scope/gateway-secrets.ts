import { kindOf } from '../../config/kinds';
import type { BackendTlsPolicySpec } from '../../config/kinds/backend-tls-policy';
import type { DestinationRuleSpec } from '../../config/kinds/destination-rule';
import type { GatewaySpec } from '../../config/kinds/gateway';
import type { K8sGatewaySpec } from '../../config/kinds/k8s-gateway';
import type { ConfigResource } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import { clientCertificateOf } from '../../gateway-api/backend-tls';
import { gatewayListeners } from '../../gateway-api/gateway-listeners';
import { isReferenceAllowed } from '../../gateway-api/reference-grants';
import { authorityOf } from '../gateway/kubernetes-servers';
import { isSubset } from '../services/workload-instance';
import type { ScopeViewer } from './scope-viewer';

/** The label that a gateway of the Gateway API gives to the workloads that are it. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Whether a workload is among those that open an Istio Gateway. */
export function opensGateway(gateway: ConfigResource, viewer: ScopeViewer): boolean {
  return viewer.kind === 'gateway' && isSubset((gateway.spec as GatewaySpec).selector ?? {}, viewer.labels);
}

/** Whether a workload is a Gateway of the Gateway API: one of its namespace that is not said to be another. */
export function isK8sGateway(
  { metadata }: ConfigResource,
  { kind, namespace, labels }: ScopeViewer,
): boolean {
  const name = labels[GATEWAY_NAME];
  return (
    kind === 'gateway' && namespace === metadata.namespace && (name === undefined || name === metadata.name)
  );
}

/** `namespace/name` of the Secrets (and ConfigMaps with authorities) an agent needs: those its own gateways and its own client rules name, no others. */
export function namedSecrets(resources: ResourceSet, viewer: ScopeViewer): ReadonlySet<string> {
  const names = new Set<string>();
  for (const resource of resources.all) {
    const kind = kindOf(resource);
    if (kind === 'Gateway' && opensGateway(resource, viewer)) addGateway(resource, viewer, names);
    if (kind === 'K8sGateway' && isK8sGateway(resource, viewer))
      addK8sGateway(resource as ConfigResource<K8sGatewaySpec>, resources, names);
    if (kind === 'DestinationRule') addClientRule(resource, viewer, names);
  }
  return names;
}

/** Istio reads the Secret where the gateway's workload is, and its CA from a twin of the same name. */
function addGateway(
  { spec, metadata }: ConfigResource,
  { namespace }: ScopeViewer,
  names: Set<string>,
): void {
  for (const { tls } of (spec as GatewaySpec).servers ?? []) {
    const { credentialName, credentialNames = [] } = (tls ?? {}) as {
      credentialName?: string;
      credentialNames?: readonly string[];
    };
    for (const name of [...(credentialName === undefined ? [] : [credentialName]), ...credentialNames]) {
      for (const place of [namespace, metadata.namespace]) {
        names.add(`${place}/${name}`);
        names.add(`${place}/${name}-cacert`);
      }
    }
  }
}

function addK8sGateway(
  gateway: ConfigResource<K8sGatewaySpec>,
  resources: ResourceSet,
  names: Set<string>,
): void {
  const own = gateway.metadata.namespace;
  const client = clientCertificateOf(gateway, resources);
  if (client !== undefined) names.add(client);
  for (const { listener, owner } of gatewayListeners(gateway, resources)) {
    const authority = authorityOf(listener, gateway);
    if (authority !== undefined && !authority.includes('/')) names.add(`${own}/${authority}`);
    const home = owner.metadata.namespace;
    for (const { name = '', namespace = home, kind = 'Secret' } of listener.tls?.certificateRefs ?? []) {
      const from = { group: owner.group, kind: owner.kind, namespace: home };
      const isGranted = isReferenceAllowed(resources, { from, to: { group: '', kind, namespace, name } });
      if (kind === 'Secret' && isGranted) names.add(`${namespace}/${name}`);
    }
  }
}

/** Whom services of a BackendTLSPolicy are verified against; authorities are no secret, so its clients may all see them. */
export function namedAuthorities(rules: readonly ConfigResource[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, metadata, spec } of rules) {
    if (kind !== 'BackendTLSPolicy') continue;
    const { caCertificateRefs = [] } = (spec as BackendTlsPolicySpec).validation ?? {};
    for (const { kind: target, name } of caCertificateRefs)
      if (target === 'ConfigMap') names.add(`${metadata.namespace}/${name}`);
  }
  return names;
}

/** A client's own certificate counts for gateways, and for sidecars that the rule selects. */
function addClientRule({ spec, metadata }: ConfigResource, viewer: ScopeViewer, names: Set<string>): void {
  const { trafficPolicy, workloadSelector } = spec as DestinationRuleSpec;
  const credential = (trafficPolicy?.tls as { credentialName?: string } | undefined)?.credentialName;
  if (credential === undefined || metadata.namespace !== viewer.namespace) return;
  const labels = workloadSelector?.matchLabels;
  const isMeant = labels === undefined ? viewer.kind === 'gateway' : isSubset(labels, viewer.labels);
  if (!isMeant) return;
  names.add(`${viewer.namespace}/${credential}`);
  names.add(`${viewer.namespace}/${credential}-cacert`);
}
