import type { ConfigResource } from '../../config/resource';
import { DESTINATION_RULE_KINDS, destinationRules } from '../index/destination-rules';
import { HOST_KINDS, hosts } from '../index/hosts';
import { namespaces } from '../index/namespaces';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import type { Report, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { isServiceEnrolled, usesWaypoint } from './enrollment';
import { isLayer7Traffic } from './layer7';

export const trafficWithoutWaypoint: Rule = {
  name: 'ambient/traffic-without-waypoint',
  codes: ['KIA0210', 'KIA0211', 'KIA0212', 'KIA1109', 'KIA1113', 'KIA1114'],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS, ...DESTINATION_RULE_KINDS, ...HOST_KINDS],
  why: 'In ambient mode the waypoint of the destination routes requests, by rules of its own namespace: this one does nothing.',
  docs: 'https://istio.io/latest/docs/ambient/usage/waypoint/',
  check(snapshot, report) {
    for (const { resource, namespace, hosts: names, spec, gateways } of snapshot.use(virtualServices)) {
      const isLayer7 = (spec.http ?? []).length > 0 || (spec.tls ?? []).length > 0;
      if (!isLayer7 || !gateways.has('mesh')) continue;
      const targets = names.map((host, index) => ({ host, path: `spec.hosts[${index}]` }));
      examine(snapshot, report, { resource, namespace, targets, codes: VIRTUAL_SERVICE });
    }
    for (const { resource, namespace, host, spec } of snapshot.use(destinationRules).all) {
      const policies = [spec.trafficPolicy, ...(spec.subsets ?? []).map((subset) => subset.trafficPolicy)];
      if (!policies.some(isLayer7Traffic)) continue;
      examine(snapshot, report, {
        resource,
        namespace,
        targets: [{ host, path: 'spec.host' }],
        codes: DESTINATION_RULE,
      });
    }
  },
};

/** The codes for: an object's own namespace, the destination's waypoint, the destination's namespace. */
const VIRTUAL_SERVICE = { own: 'KIA1109', service: 'KIA1113', namespace: 'KIA1114' };
const DESTINATION_RULE = { own: 'KIA0210', service: 'KIA0211', namespace: 'KIA0212' };

interface Subject {
  resource: ConfigResource;
  namespace: string;
  targets: readonly { host: string; path: string }[];
  codes: typeof VIRTUAL_SERVICE;
}

function examine(snapshot: Snapshot, report: Report, { resource, namespace, targets, codes }: Subject): void {
  const known = snapshot.use(namespaces);
  const { name } = resource.metadata;
  let found = false;
  for (const { host, path } of targets) {
    const service = snapshot
      .use(hosts)
      .findAll(host)
      .find((entry) => known.isAmbient(entry.namespace));
    if (service === undefined) continue;
    found = true;
    if (service.namespace !== namespace) {
      const message = `${name} is about ${host} and must be in its namespace ${service.namespace} for the waypoint to take it`;
      report(resource, { path, codes: [codes.namespace], message });
    }
    if (!isServiceEnrolled(snapshot, service.namespace, service.resource?.metadata.name ?? '')) {
      const message = `${name} is about requests to ${host}, which uses no waypoint (istio.io/use-waypoint)`;
      report(resource, { path, codes: [codes.service], message });
    }
  }
  if (found || !known.isAmbient(namespace) || usesWaypoint(known.labelsOf(namespace))) return;
  const path = targets[0]?.path;
  report(resource, {
    ...(path === undefined ? {} : { path }),
    codes: [codes.own],
    message: `${name} is about requests, but namespace ${namespace} uses no waypoint (istio.io/use-waypoint)`,
  });
}
