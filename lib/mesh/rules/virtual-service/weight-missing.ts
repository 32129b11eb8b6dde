import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import type { Fix } from '../finding';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { routeLists } from './route-lists';

export const weightMissing: Rule = {
  name: 'virtual-service/weight-missing',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'Beside destinations with a weight, one without has the weight 0: it gets no request, and nothing says so.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const { path, routes } of routeLists(readSpec(resource, VIRTUAL_SERVICE_SCHEMA))) {
        const total = routes.reduce((sum, { weight = 0 }) => sum + weight, 0);
        const forgotten = [...routes.entries()].filter(([, { weight }]) => total > 0 && weight === undefined);
        for (const [index, { destination }] of forgotten) {
          const target = [destination?.host, destination?.subset].filter(Boolean).join(' ');
          report(resource, {
            path: `${path}[${index}]`,
            message: `"${target}" has no weight beside others that have: ${resource.metadata.name} sends it nothing`,
            fix: forgotten.length === 1 ? giveRest(`${path}[${index}]`, 100 - total) : undefined,
          });
        }
      }
    }
  },
};

/** What the others leave of a hundred. */
function giveRest(path: string, left: number): Fix | undefined {
  if (left <= 0) return undefined;
  return { title: `Give it the other ${left}`, edits: [{ path: `${path}.weight`, value: left }] };
}
