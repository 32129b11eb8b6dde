import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const deprecatedEgressProxy: Rule = {
  name: 'sidecar/deprecated-egress-proxy',
  codes: ['IST0002'],
  severity: 'warning',
  inputs: ['Sidecar'],
  why: 'Istio no longer reads the field: requests to unknown hosts do not go through that proxy.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
  check(snapshot, report) {
    for (const resource of snapshot.list('Sidecar')) {
      if (readSpec(resource, SIDECAR_SCHEMA).outboundTrafficPolicy?.egressProxy === undefined) continue;
      const path = 'spec.outboundTrafficPolicy.egressProxy';
      report(resource, {
        path,
        message: `outboundTrafficPolicy.egressProxy of ${resource.metadata.name} is ignored: route through an egress gateway`,
        fix: { title: 'Remove egressProxy', edits: [{ path }] },
      });
    }
  },
};
