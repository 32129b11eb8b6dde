import type { ConfigKindName } from '../../config/kinds';
import { isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { POLICY_TARGETS } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

const POLICIES: readonly ConfigKindName[] = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
];
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

export const selectorIneffective: Rule = {
  name: 'gateway-api/selector-ineffective',
  codes: ['IST0166'],
  severity: 'warning',
  inputs: [...POLICIES, ...WORKLOAD_KINDS],
  why: 'Proxies of Gateway API Gateways take only policies that name the Gateway: this one does not hold there.',
  docs: 'https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of POLICIES.flatMap((kind) => snapshot.list(kind))) {
      const { selector, targetRef, targetRefs = [] } = readSpec(resource, POLICY_TARGETS);
      if (isEmpty(selector?.matchLabels) || targetRef !== undefined || targetRefs.length > 0) continue;
      const namespace = namespaceOf(resource);
      const scope = namespace === snapshot.facts.rootNamespace ? undefined : namespace;
      const gateway = select(selector?.matchLabels ?? {}, scope).find(
        ({ labels }) => labels[GATEWAY_NAME] !== undefined,
      );
      if (gateway === undefined) continue;
      const name = gateway.labels[GATEWAY_NAME] ?? '';
      report(resource, {
        path: 'spec.selector',
        message: `${resource.metadata.name} selects the proxy of Gateway ${name} by its labels, which has no effect: use targetRefs`,
        fix: {
          title: `Target Gateway ${name}`,
          edits: [
            { path: 'spec.selector' },
            {
              path: 'spec.targetRefs',
              value: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name }],
            },
          ],
        },
      });
    }
  },
};
