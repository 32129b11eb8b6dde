import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { routeLists } from './route-lists';

export const singleWeight: Rule = {
  name: 'virtual-service/single-weight',
  codes: ['KIA1104'],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'A single destination gets all requests whatever its weight says: nothing is held back.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const { path, routes } of routeLists(readSpec(resource, VIRTUAL_SERVICE_SCHEMA))) {
        const weight = routes[0]?.weight ?? 0;
        if (routes.length !== 1 || weight <= 0 || weight >= 100) continue;
        report(resource, {
          path: `${path}[0].weight`,
          message: `"${routes[0]?.destination?.host}" is the only destination of its route: it gets all requests, not ${weight} %`,
          fix: { title: 'Remove the weight', edits: [{ path: `${path}[0].weight` }] },
        });
      }
    }
  },
};
