import { GATEWAY_SCHEMA } from '../../config/kinds/gateway';
import { formatLabels, isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const noWorkload: Rule = {
  name: 'gateway/no-workload',
  codes: ['IST0101', 'KIA0302'],
  severity: 'error',
  inputs: ['Gateway', ...WORKLOAD_KINDS],
  why: 'No proxy opens the ports of this Gateway.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of snapshot.list('Gateway')) {
      const { selector = {} } = readSpec(resource, GATEWAY_SCHEMA);
      const scope = snapshot.facts.scopesGatewaysToNamespace ? namespaceOf(resource) : undefined;
      const isSelecting = !isEmpty(selector);
      const anywhere = select(selector);
      if (anywhere.length > 0 && (scope === undefined || select(selector, scope).length > 0)) continue;
      report(resource, {
        path: 'spec.selector',
        codes: [...(anywhere.length === 0 ? ['IST0101'] : []), ...(isSelecting ? ['KIA0302'] : [])],
        severity: anywhere.length === 0 ? 'error' : 'warning',
        message: `No workload${scope === undefined ? '' : ` of namespace ${scope}`} has the labels ${formatLabels(selector)} that ${resource.metadata.name} selects its proxies by`,
      });
    }
  },
};
