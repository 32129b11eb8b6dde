import { kindOf } from '../../config/kinds';
import type { GatewaySpec } from '../../config/kinds/gateway';
import type { ConfigResource } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import { GATEWAY_NAME_LABEL } from '../../gateway-api/gateway-name-label';
import type { RoutingProxy } from '../routing-proxy';
import { listInstances } from '../services/workload-instance';
import type { SimulatedRequest } from './simulated-request';

/** The proxy that a simulated request passes, and how it is called in an explanation. */
export interface Caller {
  proxy: RoutingProxy;
  /** `the sidecar of reviews-v1 in default`. */
  name: string;
}

/** Finds the proxy of the caller, or says why there is none. */
export function findCaller(
  resources: ResourceSet,
  from: SimulatedRequest['from'] = {},
): Caller | { error: string } {
  return from.gateway === undefined || from.gateway === ''
    ? sidecarOf(resources, from)
    : gatewayOf(resources, from.gateway, from);
}

function sidecarOf(resources: ResourceSet, from: NonNullable<SimulatedRequest['from']>): Caller {
  const { namespace = 'default', workload } = from;
  const instances = listInstances([], resources).filter((one) => one.namespace === namespace);
  const found = instances.find(({ name }) => name === workload);
  const labels = from.labels ?? found?.labels ?? (workload === undefined ? {} : { app: workload });
  return {
    proxy: { kind: 'sidecar', namespace, labels, addresses: found?.address ? [found.address] : [] },
    name: `the sidecar of ${workload ?? 'a workload'} in ${namespace}`,
  };
}

function gatewayOf(
  resources: ResourceSet,
  text: string,
  from: NonNullable<SimulatedRequest['from']>,
): Caller | { error: string } {
  const slash = text.indexOf('/');
  const namespace = slash < 0 ? from.namespace : text.slice(0, slash);
  const name = text.slice(slash + 1);
  const known = [...resources.list('Gateway'), ...resources.list('K8sGateway')];
  const gateway = known.find(
    ({ metadata }) => metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
  );
  if (gateway === undefined) {
    const names = known.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    const hint =
      names.length === 0 ? 'the configuration has no Gateway' : `the configuration has ${names.join(', ')}`;
    return { error: `There is no Gateway "${text}": ${hint}` };
  }
  return {
    proxy: {
      kind: 'gateway',
      namespace: proxyNamespace(resources, gateway),
      labels: { ...labelsOf(gateway), ...from.labels },
      addresses: [],
    },
    name: `gateway ${gateway.metadata.namespace}/${gateway.metadata.name}`,
  };
}

function labelsOf(gateway: ConfigResource): Readonly<Record<string, string>> {
  if (kindOf(gateway) === 'K8sGateway') return { [GATEWAY_NAME_LABEL]: gateway.metadata.name };
  return (gateway as ConfigResource<GatewaySpec>).spec.selector ?? {};
}

/** A Gateway may stand in another namespace than the proxy that its labels select. */
function proxyNamespace(resources: ResourceSet, gateway: ConfigResource): string {
  const labels = labelsOf(gateway);
  if (kindOf(gateway) === 'K8sGateway' || Object.keys(labels).length === 0) return gateway.metadata.namespace;
  const entries = Object.entries(labels);
  const instance = listInstances([], resources).find((one) =>
    entries.every(([name, value]) => one.labels[name] === value),
  );
  return instance?.namespace ?? gateway.metadata.namespace;
}
