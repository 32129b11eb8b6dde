import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { nameSome } from '../name-some';
import type { ServicePort } from '../read/kubernetes-kinds';
import type { Rule } from '../rule';
import { deploymentPorts } from './services-of-deployment';

export const targetPortsConflict: Rule = {
  name: 'workload/target-ports-conflict',
  codes: ['IST0137'],
  severity: 'warning',
  inputs: ['Service', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'A sidecar has one inbound listener a target port and takes the settings of one of the Services.',
  docs: 'https://istio.io/latest/docs/ops/deployment/application-requirements/',
  check(snapshot, report) {
    for (const [deployment, ports] of snapshot.use(deploymentPorts)) {
      for (const target of new Set(ports.map(({ port }) => targetOf(port)))) {
        const same = ports.filter(({ port }) => targetOf(port) === target);
        const numbers = new Set(same.map(({ port }) => port.port));
        if (numbers.size < 2) continue;
        const services = [...new Set(same.map(({ service }) => service))];
        report(deployment, {
          message: `Services ${nameSome(services.map(({ metadata }) => metadata.name))} of ${deployment.metadata.name} lead to target port ${target} from different ports: ${[...numbers].join(', ')}`,
          related: services,
        });
      }
    }
  },
};

/** The port itself where none is named. */
function targetOf({ port, targetPort }: ServicePort): string {
  return String(targetPort || port);
}
