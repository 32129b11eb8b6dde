import { NAMESPACE_KINDS } from '../index/namespaces';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import { sharedPorts } from './ports';

export const duplicatePort: Rule = {
  name: 'service-entry/duplicate-port',
  codes: ['KIA1211'],
  severity: 'warning',
  inputs: ['ServiceEntry', 'Sidecar', ...NAMESPACE_KINDS],
  why: 'Istio merges the endpoints of both, or takes the older one: a change of the other has no effect.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
  check(snapshot, report) {
    for (const list of snapshot.use(sharedPorts)) {
      if (new Set(list.map(({ protocol }) => protocol)).size > 1) continue;
      for (const { resource, index, host, number } of list) {
        const others = list.map((other) => other.resource).filter((other) => other !== resource);
        report(resource, {
          path: `spec.ports[${index}]`,
          message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} define the same host ${host} and port ${number}`,
          related: others,
        });
      }
    }
  },
};
