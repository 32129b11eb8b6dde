import type { ConfigResource } from '../../config/resource';
import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { completeHost } from '../index/hosts';
import { isVisibleIn } from '../index/visibility';
import { namespaceOf } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestNames } from '../suggest-name';
import { type RouteTarget, routeTargets } from './destinations';

export const subsetNotFound: Rule = {
  name: 'virtual-service/subset-not-found',
  codes: ['IST0101', 'KIA1107'],
  severity: 'error',
  inputs: ['VirtualService', ...DESTINATION_RULE_KINDS],
  why: 'Istio has no cluster for a subset that nobody defines: requests are answered with 503 NC.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const target of routeTargets(resource)) {
        const problem = examine(snapshot, resource, target);
        if (problem !== undefined) report(resource, problem);
      }
    }
  },
};

function examine(snapshot: Snapshot, resource: ConfigResource, target: RouteTarget): Problem | undefined {
  const { host = '', subset } = target.destination;
  if (!subset) return undefined;
  const namespace = namespaceOf(resource);
  const rules = snapshot.use(destinationRules).forHost(completeHost(host, namespace, snapshot));
  const defining = rules.filter(({ subsets }) => subsets.has(subset));
  const path = `${target.path}${target.isMirror ? '.subset' : ''}`;
  if (defining.length === 0) {
    const known = rules.flatMap(({ subsets }) => [...subsets]);
    return {
      path,
      codes: target.isMirror ? ['IST0101'] : ['IST0101', 'KIA1107'],
      message: `${resource.metadata.name} sends to subset "${subset}" of "${host}", which no DestinationRule defines`,
      related: rules.map((rule) => rule.resource),
      ...suggestNames(`${target.path}.subset`, subset, known),
    };
  }
  if (defining.some(({ scopes }) => isVisibleIn(scopes, namespace))) return undefined;
  return hidden(resource, target, defining, path);
}

/** Defined, but for other namespaces only. */
function hidden(
  resource: ConfigResource,
  { destination, isMirror }: RouteTarget,
  defining: readonly DestinationRuleEntry[],
  path: string,
): Problem {
  const owners = defining.map((rule) => `${rule.namespace}/${rule.resource.metadata.name}`).join(', ');
  return {
    path,
    codes: isMirror ? [] : ['KIA1107'],
    severity: 'warning',
    message: `${resource.metadata.name} sends to subset "${destination.subset}" of "${destination.host}", which only ${owners} defines and does not export to namespace ${namespaceOf(resource)}`,
    related: defining.map((rule) => rule.resource),
  };
}
