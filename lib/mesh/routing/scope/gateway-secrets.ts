import { kindOf } from '../../config/kinds';
import type { DestinationRuleSpec } from '../../config/kinds/destination-rule';
import type { GatewaySpec } from '../../config/kinds/gateway';
import type { K8sGatewaySpec as GatewayApiSpec } from '../../config/kinds/k8s-gateway';
import type { ConfigResource } from '../../config/resource';
import { authorityOf } from '../gateway/kubernetes-servers';
import { isSubset } from '../services/workload-instance';
import type { ScopeViewer } from './scope-viewer';

/** The label that a gateway of the Gateway API gives to the workloads that are it. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

interface K8sGatewaySpec {
  listeners?: readonly {
    tls?: { certificateRefs?: readonly { name?: string; namespace?: string; kind?: string }[] };
  }[];
}

interface GrantSpec {
  from?: readonly { kind?: string; namespace?: string }[];
  to?: readonly { kind?: string; name?: string }[];
}

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
export function namedSecrets(resources: readonly ConfigResource[], viewer: ScopeViewer): ReadonlySet<string> {
  const names = new Set<string>();
  for (const resource of resources) {
    const kind = kindOf(resource);
    if (kind === 'Gateway' && opensGateway(resource, viewer)) addGateway(resource, viewer, names);
    if (kind === 'K8sGateway' && isK8sGateway(resource, viewer)) addK8sGateway(resource, resources, names);
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
  gateway: ConfigResource,
  resources: readonly ConfigResource[],
  names: Set<string>,
): void {
  const own = gateway.metadata.namespace;
  for (const listener of (gateway.spec as GatewayApiSpec).listeners ?? []) {
    const authority = authorityOf(listener, gateway as ConfigResource<GatewayApiSpec>);
    if (authority !== undefined && !authority.includes('/')) names.add(`${own}/${authority}`);
  }
  for (const { tls } of (gateway.spec as K8sGatewaySpec).listeners ?? []) {
    for (const { name = '', namespace = own, kind = 'Secret' } of tls?.certificateRefs ?? []) {
      if (kind !== 'Secret') continue;
      if (namespace === own || isGranted(resources, own, namespace, name)) names.add(`${namespace}/${name}`);
    }
  }
}

function isGranted(resources: readonly ConfigResource[], from: string, to: string, name: string): boolean {
  return resources.some((grant) => {
    if (kindOf(grant) !== 'ReferenceGrant' || grant.metadata.namespace !== to) return false;
    const spec = grant.spec as GrantSpec;
    return (
      (spec.from ?? []).some((one) => one.kind === 'Gateway' && one.namespace === from) &&
      (spec.to ?? []).some((one) => one.kind === 'Secret' && (one.name === undefined || one.name === name))
    );
  });
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
