import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { isEmpty } from '../index/label-index';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const sourceLabelsIgnored: Rule = {
  name: 'virtual-service/source-labels-ignored',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'A gateway does not know the workload that calls: the match holds for every caller.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [], gateways = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [i, { match = [] }] of http.entries()) {
        for (const [j, { sourceLabels, gateways: own = gateways }] of match.entries()) {
          if (isEmpty(sourceLabels) || own.length === 0 || own.includes('mesh')) continue;
          report(resource, {
            path: `spec.http[${i}].match[${j}].sourceLabels`,
            message: `sourceLabels of ${resource.metadata.name} are not looked at by gateway ${own.join(', ')}`,
          });
        }
      }
    }
  },
};
