import type { ConfigResource } from '../../config/resource';
import { createLabelIndex, isEmpty, type LabelIndex } from '../index/label-index';
import { WORKLOAD_KINDS, type Workload, workloads } from '../index/workloads';
import { type Container, SERVICE_SPEC, type ServicePort } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const targetPortUnserved: Rule = {
  name: 'service/target-port-unserved',
  codes: ['KIA0701'],
  severity: 'warning',
  inputs: ['Service', ...WORKLOAD_KINDS],
  why: 'Requests to the port are refused: nothing behind the Service listens there.',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  check(snapshot, report) {
    const index = snapshot.use(deployments);
    for (const resource of snapshot.list('Service')) {
      const { selector, ports = [] } = readSpec(resource, SERVICE_SPEC);
      if (isEmpty(selector) || isSpecial(resource, snapshot.facts.rootNamespace)) continue;
      const behind = index.select(selector ?? {}, namespaceOf(resource));
      const containers = behind.flatMap(({ spec }) => spec.containers ?? []);
      if (containers.length === 0) continue;
      for (const [index, port] of ports.entries()) {
        if (port.protocol?.toUpperCase() === 'UDP' || isServed(port, containers)) continue;
        report(resource, {
          path: `spec.ports[${index}]`,
          message: `Port ${port.port} of ${resource.metadata.name} leads to port ${targetOf(port)}, which no container behind it opens`,
        });
      }
    }
  },
};

/** Deployments by the labels of their Pods. */
function deployments(snapshot: Snapshot): LabelIndex<Workload> {
  return createLabelIndex(snapshot.use(workloads).owners.filter(({ kind }) => kind === 'Deployment'));
}

function isSpecial({ metadata }: ConfigResource, rootNamespace: string): boolean {
  const { labels, namespace } = metadata;
  return (
    namespace === rootNamespace ||
    labels['gateway.istio.io/managed'] !== undefined ||
    labels['gateway.networking.k8s.io/gateway-name'] !== undefined ||
    labels.istio !== undefined
  );
}

function isServed(port: ServicePort, containers: readonly Container[]): boolean {
  const target = targetOf(port);
  return containers.some(({ ports = [] }) =>
    ports.some(({ name, containerPort }) => name === target || containerPort === Number(target)),
  );
}

function targetOf({ targetPort, port }: ServicePort): string {
  const isSet = targetPort !== undefined && targetPort !== 0 && targetPort !== '';
  return String(isSet ? targetPort : port);
}
