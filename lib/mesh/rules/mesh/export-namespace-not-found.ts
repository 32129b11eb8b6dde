import type { ConfigKindName } from '../../config/kinds';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

const EXPORTED: readonly ConfigKindName[] = ['VirtualService', 'DestinationRule', 'ServiceEntry'];

export const exportNamespaceNotFound: Rule = {
  name: 'mesh/export-namespace-not-found',
  codes: ['KIA0005'],
  severity: 'error',
  inputs: [...EXPORTED, ...NAMESPACE_KINDS],
  why: 'Nobody sees an object that is exported to a namespace that does not exist.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  check(snapshot, report) {
    const { names, isAmbient } = snapshot.use(namespaces);
    for (const resource of EXPORTED.flatMap((kind) => snapshot.list(kind))) {
      if (isAmbient(namespaceOf(resource))) continue;
      const { exportTo } = (resource.spec ?? {}) as { exportTo?: unknown };
      for (const [index, scope] of Array.isArray(exportTo) ? exportTo.entries() : []) {
        if (typeof scope !== 'string' || ['.', '*', '~'].includes(scope) || names.has(scope)) continue;
        const path = `spec.exportTo[${index}]`;
        report(resource, {
          path,
          message: `${resource.metadata.name} is exported to namespace "${scope}", which does not exist`,
          fix: suggestName(path, scope, names),
        });
      }
    }
  },
};
