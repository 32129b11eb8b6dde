import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { completeHost } from '../index/hosts';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { type RouteList, routeLists } from './route-lists';

export const duplicateDestination: Rule = {
  name: 'virtual-service/duplicate-destination',
  codes: ['KIA1105'],
  severity: 'warning',
  inputs: ['VirtualService', ...NAMESPACE_KINDS],
  why: 'The shares of one destination add up, which the weights as written hide.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const { path, routes } of routeLists(readSpec(resource, VIRTUAL_SERVICE_SCHEMA))) {
        for (const index of findRepeated(snapshot, routes, namespaceOf(resource))) {
          const { host, subset, port } = routes[index]?.destination ?? {};
          const target = `"${host}"${subset ? ` subset "${subset}"` : ''}${port?.number ? ` port ${port.number}` : ''}`;
          report(resource, {
            path: `${path}[${index}].destination.host`,
            message: `${target} is a destination of this route more than once`,
          });
        }
      }
    }
  },
};

/** The indices of all destinations that another one equals. */
function findRepeated(snapshot: Snapshot, routes: RouteList['routes'], namespace: string): number[] {
  const keys = routes.map(({ destination }) =>
    [
      completeHost(destination?.host ?? '', namespace, snapshot),
      destination?.subset ?? '',
      destination?.port?.number ?? '',
    ].join('|'),
  );
  return keys.flatMap((key, index) =>
    key !== '||' && keys.indexOf(key) !== keys.lastIndexOf(key) ? [index] : [],
  );
}
