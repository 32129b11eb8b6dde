import { DESTINATION_RULE_SCHEMA, type TrafficPolicy } from '../../config/kinds/destination-rule';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const leastConn: Rule = {
  name: 'destination-rule/least-conn',
  codes: [],
  severity: 'info',
  inputs: ['DestinationRule'],
  why: 'LEAST_CONN is deprecated and counts no connections: LEAST_REQUEST is used, the better of two hosts drawn by chance.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-SimpleLB',
  check(snapshot, report) {
    for (const resource of snapshot.list('DestinationRule')) {
      const { subsets = [], trafficPolicy } = readSpec(resource, DESTINATION_RULE_SCHEMA);
      const places = [
        ...placesOf(trafficPolicy, 'spec.trafficPolicy'),
        ...subsets.flatMap((subset, at) =>
          placesOf(subset?.trafficPolicy, `spec.subsets[${at}].trafficPolicy`),
        ),
      ];
      for (const path of places) {
        report(resource, {
          path,
          message: `${resource.metadata.name} asks for LEAST_CONN, which is deprecated: LEAST_REQUEST is used`,
        });
      }
    }
  },
};

function placesOf(policy: TrafficPolicy | undefined, path: string): string[] {
  const { loadBalancer, portLevelSettings = [] } = policy ?? {};
  const settings = [
    { balancer: loadBalancer, at: path },
    ...portLevelSettings.map((one, at) => ({
      balancer: one?.loadBalancer,
      at: `${path}.portLevelSettings[${at}]`,
    })),
  ];
  return settings.flatMap(({ at, balancer }) =>
    balancer?.simple === 'LEAST_CONN' ? [`${at}.loadBalancer.simple`] : [],
  );
}
