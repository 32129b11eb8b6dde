import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import { deploymentPorts } from './services-of-deployment';

export const portProtocolsConflict: Rule = {
  name: 'workload/port-protocols-conflict',
  codes: ['IST0116'],
  severity: 'warning',
  inputs: ['Service', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'A sidecar has one listener a port and takes the protocol of one of the Services.',
  docs: 'https://istio.io/latest/docs/ops/deployment/application-requirements/',
  check(snapshot, report) {
    for (const [deployment, ports] of snapshot.use(deploymentPorts)) {
      for (const number of new Set(ports.map(({ port }) => port.port))) {
        const same = ports.filter(({ port }) => port.port === number);
        const protocols = new Set(same.map(({ port }) => port.protocol || 'TCP'));
        if (protocols.size < 2) continue;
        const services = [...new Set(same.map(({ service }) => service))];
        report(deployment, {
          message: `Services ${nameSome(services.map(({ metadata }) => metadata.name))} of ${deployment.metadata.name} give port ${number} different protocols: ${[...protocols].join(', ')}`,
          related: services,
        });
      }
    }
  },
};
