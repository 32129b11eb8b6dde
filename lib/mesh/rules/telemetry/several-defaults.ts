import { severalDefaults as findSeveral } from '../index/selection';
import { nameSome } from '../name-some';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { hasTargets, telemetryLabels } from './labels';

export const severalDefaults: Rule = {
  name: 'telemetry/several-defaults',
  codes: ['IST0160'],
  severity: 'error',
  inputs: ['Telemetry'],
  why: 'Of several Telemetries for all of a namespace the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/telemetry/',
  check(snapshot, report) {
    const wide = snapshot.list('Telemetry').filter((resource) => !hasTargets(resource));
    for (const list of findSeveral(wide, telemetryLabels)) {
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} are both the Telemetry of all of namespace ${namespaceOf(resource)}`,
          related: others,
        });
      }
    }
  },
};
