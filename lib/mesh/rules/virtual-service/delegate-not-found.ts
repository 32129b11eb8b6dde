import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

export const delegateNotFound: Rule = {
  name: 'virtual-service/delegate-not-found',
  codes: [],
  severity: 'error',
  inputs: ['VirtualService'],
  why: 'Istio drops a route whose delegate is missing: its requests fall through to the next, or to 404.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  check(snapshot, report) {
    const all = snapshot.list('VirtualService');
    const known = new Set(all.map((one) => `${namespaceOf(one)}/${one.metadata.name}`));
    for (const resource of all) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, { delegate }] of http.entries()) {
        if (delegate?.name === undefined) continue;
        const namespace = delegate.namespace || namespaceOf(resource);
        if (known.has(`${namespace}/${delegate.name}`)) continue;
        const path = `spec.http[${index}].delegate.name`;
        const names = all
          .filter((one) => namespaceOf(one) === namespace)
          .map(({ metadata }) => metadata.name);
        report(resource, {
          path,
          message: `${resource.metadata.name} hands requests to VirtualService ${namespace}/${delegate.name}, which does not exist`,
          fix: suggestName(path, delegate.name, names),
        });
      }
    }
  },
};
