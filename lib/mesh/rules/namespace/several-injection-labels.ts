import type { Rule } from '../rule';
import { injectionLabels } from './injection-labels';

export const severalInjectionLabels: Rule = {
  name: 'namespace/several-injection-labels',
  codes: ['IST0123'],
  severity: 'warning',
  inputs: ['Namespace'],
  why: 'Webhooks of two revisions, or sidecar and ambient, both feel meant: which wins is not defined.',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy',
  check(snapshot, report) {
    for (const resource of snapshot.list('Namespace')) {
      const { name, labels } = resource.metadata;
      const set = injectionLabels(resource);
      const isOff = (labels['istio-injection'] ?? 'enabled') !== 'enabled';
      if (set.length < 2 || isOff || name === 'istio-system') continue;
      report(resource, {
        path: 'metadata.labels',
        message: `Namespace ${name} has more than one injection label: ${set.join(', ')}`,
      });
    }
  },
};
