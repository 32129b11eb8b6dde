import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { severalDefaults as findSeveral, sidecarLabels } from '../index/selection';
import { nameSome } from '../name-some';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';

export const severalDefaults: Rule = {
  name: 'sidecar/several-defaults',
  codes: ['IST0111', 'KIA0002'],
  severity: 'error',
  inputs: ['Sidecar', ...NAMESPACE_KINDS],
  why: 'A workload has one Sidecar: of several without a selector the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  check(snapshot, report) {
    const { isAmbient } = snapshot.use(namespaces);
    for (const list of findSeveral(snapshot.list('Sidecar'), sidecarLabels)) {
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        const names = nameSome(others.map(({ metadata }) => metadata.name));
        report(resource, {
          path: 'spec.workloadSelector',
          codes: isAmbient(namespaceOf(resource)) ? ['KIA0002'] : ['IST0111', 'KIA0002'],
          message: `${resource.metadata.name} and ${names} are both the Sidecar of all of namespace ${namespaceOf(resource)}`,
          related: others,
        });
      }
    }
  },
};
