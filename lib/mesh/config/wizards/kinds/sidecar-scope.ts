import type { FormFields } from '../form-field';
import { blankObject, subjectLabels, subjectName } from '../parts/blank-object';
import { selectsWorkloads } from '../parts/is-about';
import { selectorField } from '../parts/selector-field';
import type { Wizard } from '../wizard';

const FIELDS: FormFields = {
  workloads: selectorField('spec.workloadSelector.labels'),
  egress: {
    type: 'rows',
    label: 'Can reach',
    noun: 'listener',
    at: 'spec.egress',
    fields: {
      hosts: {
        type: 'words',
        label: 'Hosts',
        hint: 'namespace/host: ./* is this namespace, */* is everything.',
        at: 'hosts',
        isRequired: true,
        placeholder: './*',
      },
      port: { type: 'number', label: 'Port', at: 'port.number', min: 1, max: 65_535, isWhole: true },
    },
  },
  mode: {
    type: 'choice',
    label: 'Unknown hosts',
    at: 'spec.outboundTrafficPolicy.mode',
    options: [
      { value: '', label: 'Mesh setting (default)' },
      { value: 'REGISTRY_ONLY', label: 'Blocked' },
      { value: 'ALLOW_ANY', label: 'Allowed' },
    ],
  },
};

/** Narrows what a workload may reach. */
export const SIDECAR_SCOPE: Wizard = {
  id: 'sidecar-scope',
  title: 'Sidecar scope',
  summary: 'Limit which hosts workloads know about: less configuration, fewer surprises.',
  group: 'Edges',
  about: 'workloads',
  variants: [
    {
      dialect: 'istio',
      parts: [
        {
          id: 'sidecar',
          title: 'Scope',
          kind: 'Sidecar',
          isAbout: (object, subject) => selectsWorkloads(object, subject, 'spec.workloadSelector.labels'),
          blank: (subject) => {
            const labels = subjectLabels(subject);
            return blankObject('Sidecar', subject, subjectName(subject), {
              ...(labels === undefined ? {} : { workloadSelector: { labels } }),
              egress: [{ hosts: ['./*', 'istio-system/*'] }],
            });
          },
          fields: FIELDS,
        },
      ],
    },
  ],
};
