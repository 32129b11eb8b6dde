import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const outboundModeMissing: Rule = {
  name: 'sidecar/outbound-mode-missing',
  codes: ['KIA1007'],
  severity: 'info',
  inputs: ['Sidecar'],
  why: 'An outboundTrafficPolicy without a mode is stored as if it said REGISTRY_ONLY, which reads like the default.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
  check(snapshot, report) {
    for (const resource of snapshot.list('Sidecar')) {
      const { outboundTrafficPolicy } = readSpec(resource, SIDECAR_SCHEMA);
      if (outboundTrafficPolicy === undefined || isMode(outboundTrafficPolicy.mode)) continue;
      report(resource, {
        path: 'spec.outboundTrafficPolicy',
        message: `${resource.metadata.name} has an outboundTrafficPolicy that does not say its mode: write ALLOW_ANY or REGISTRY_ONLY`,
      });
    }
  },
};

/** Kubernetes drops REGISTRY_ONLY, the zero value, when it prints: an empty policy may be one. */
function isMode(mode: string | undefined): boolean {
  return mode === 'ALLOW_ANY' || mode === 'REGISTRY_ONLY';
}
