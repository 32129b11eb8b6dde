import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const deprecatedDelayPercent: Rule = {
  name: 'virtual-service/deprecated-delay-percent',
  codes: ['IST0002'],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'Whole percents are an old spelling that a coming version of Istio may refuse.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, { fault }] of http.entries()) {
        const percent = fault?.delay?.percent ?? 0;
        if (percent <= 0) continue;
        const path = `spec.http[${index}].fault.delay`;
        report(resource, {
          path: `${path}.percent`,
          message: `fault.delay.percent of ${resource.metadata.name} is deprecated: use percentage`,
          fix: {
            title: 'Use percentage',
            edits: [{ path: `${path}.percent` }, { path: `${path}.percentage`, value: { value: percent } }],
          },
        });
      }
    }
  },
};
