import type { ConfigResource } from '../../config/resource';
import { POD_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { ANNOTATED_KINDS, istioAnnotations } from './annotated';

/** Istio's CNI plugin writes these on Pods that it redirects itself. */
const BY_CNI: ReadonlySet<string> = new Set([
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/excludeInboundPorts',
]);

export const alphaAnnotation: Rule = {
  name: 'annotation/alpha',
  codes: ['IST0136'],
  severity: 'info',
  inputs: [...ANNOTATED_KINDS],
  why: 'Alpha features may change or go with any version of Istio.',
  docs: 'https://istio.io/latest/docs/reference/config/annotations/',
  optional: true,
  check(snapshot, report) {
    for (const { resource, name, known, path } of snapshot.use(istioAnnotations)) {
      if (known?.isAlpha !== true || (BY_CNI.has(name) && isSetByCni(resource))) continue;
      report(resource, {
        path,
        message: `The annotation ${name} of ${resource.kind} ${resource.metadata.name} is of an alpha feature`,
      });
    }
  },
};

function isSetByCni(resource: ConfigResource): boolean {
  const { initContainers = [] } = readSpec(resource, POD_SPEC);
  return !initContainers.some(({ name }) => name === 'istio-init');
}
