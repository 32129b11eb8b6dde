import type { ConfigResource } from '../../config/resource';
import { findProxy, isAmbient, isControlPlane } from '../index/in-mesh';
import { isEmpty } from '../index/label-index';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { SERVICE_SPEC, type ServicePort } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { hasKnownProtocol, isConventionalAppProtocol, isConventionalName } from './port-protocol';

export const portName: Rule = {
  name: 'service/port-name',
  codes: ['IST0118', 'KIA0601', 'KIA0602'],
  severity: 'info',
  inputs: ['Service', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'Istio has to guess the protocol: routes, retries and HTTP metrics do not work for protocols it cannot see.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  check(snapshot, report) {
    for (const resource of snapshot.list('Service')) {
      const { type, ports = [] } = readSpec(resource, SERVICE_SPEC);
      if (type === 'ExternalName' || isControlPlane(resource.metadata.labels) || isManaged(resource))
        continue;
      const inMesh = servesMesh(snapshot, resource) && resource.metadata.labels.kiali_wizard === undefined;
      for (const [index, port] of ports.entries()) {
        const codes = [...(hasKnownProtocol(port) ? [] : ['IST0118']), ...(inMesh ? kialiCodes(port) : [])];
        if (codes.length === 0) continue;
        report(resource, {
          path: `spec.ports[${index}]`,
          codes,
          severity: codes.includes('IST0118') ? 'info' : 'error',
          message: describe(resource, port),
        });
      }
    }
  },
};

function describe({ metadata }: ConfigResource, { name = '', port, appProtocol }: ServicePort): string {
  if (appProtocol !== undefined) {
    return `appProtocol "${appProtocol}" of port ${port} of ${metadata.name} is no protocol that Istio knows`;
  }
  return `Port ${port} of ${metadata.name} is called "${name}", which says no protocol: name it protocol[-suffix], such as http-${name || 'web'}`;
}

function kialiCodes({ name = '', appProtocol, protocol }: ServicePort): string[] {
  if (protocol?.toUpperCase() === 'UDP') return [];
  if (appProtocol !== undefined) return isConventionalAppProtocol(appProtocol) ? [] : ['KIA0602'];
  return isConventionalName(name) ? [] : ['KIA0601'];
}

/** Gateways that Istio makes name their ports themselves. */
function isManaged({ metadata }: ConfigResource): boolean {
  return metadata.labels['gateway.istio.io/managed'] !== undefined;
}

function servesMesh(snapshot: Snapshot, resource: ConfigResource): boolean {
  const { selector } = readSpec(resource, SERVICE_SPEC);
  const namespace = namespaceOf(resource);
  const { isInjected } = snapshot.use(namespaces);
  const { select } = snapshot.use(workloads);
  if (isEmpty(selector)) return false;
  return select(selector ?? {}, namespace).some(
    (workload) =>
      findProxy(workload.spec) !== undefined ||
      workload.annotations['sidecar.istio.io/status'] !== undefined ||
      isAmbient(workload, snapshot) ||
      (workload.kind !== 'Pod' &&
        isInjected(namespace) &&
        workload.labels['sidecar.istio.io/inject'] !== 'false'),
  );
}
