import type { FormFields, RowsField } from '../form-field';
import { blankObject, subjectLabels, subjectName } from '../parts/blank-object';
import { selectsWorkloads } from '../parts/is-about';
import { selectorField } from '../parts/selector-field';
import type { Wizard } from '../wizard';

const PROVIDERS: RowsField = {
  type: 'rows',
  label: 'Providers',
  hint: 'Leave empty for the mesh default.',
  noun: 'provider',
  at: 'providers',
  fields: { name: { type: 'text', label: 'Name', at: 'name', isRequired: true } },
};

const FIELDS: FormFields = {
  workloads: selectorField(),
  tracing: {
    type: 'rows',
    label: 'Tracing',
    noun: 'tracing rule',
    at: 'spec.tracing',
    fields: {
      sampling: {
        type: 'number',
        label: 'Sampling rate',
        at: 'randomSamplingPercentage',
        min: 0,
        max: 100,
        unit: '%',
      },
      off: { type: 'flag', label: 'Do not report spans', at: 'disableSpanReporting' },
      providers: PROVIDERS,
    },
  },
  logging: {
    type: 'rows',
    label: 'Access logs',
    noun: 'logging rule',
    at: 'spec.accessLogging',
    fields: {
      off: { type: 'flag', label: 'Disabled', at: 'disabled' },
      filter: {
        type: 'text',
        label: 'Log only when',
        hint: 'A CEL expression.',
        at: 'filter.expression',
        placeholder: 'response.code >= 400',
      },
      providers: PROVIDERS,
    },
  },
  metrics: {
    type: 'rows',
    label: 'Metrics',
    noun: 'metrics rule',
    at: 'spec.metrics',
    fields: {
      providers: PROVIDERS,
      overrides: {
        type: 'rows',
        label: 'Overrides',
        noun: 'override',
        at: 'overrides',
        fields: {
          metric: {
            type: 'choice',
            label: 'Metric',
            at: 'match.metric',
            options: [
              { value: '', label: 'All' },
              { value: 'ALL_METRICS', label: 'All metrics' },
              { value: 'REQUEST_COUNT', label: 'Request count' },
              { value: 'REQUEST_DURATION', label: 'Request duration' },
              { value: 'REQUEST_SIZE', label: 'Request size' },
              { value: 'RESPONSE_SIZE', label: 'Response size' },
              { value: 'TCP_OPENED_CONNECTIONS', label: 'TCP connections opened' },
              { value: 'TCP_CLOSED_CONNECTIONS', label: 'TCP connections closed' },
              { value: 'TCP_SENT_BYTES', label: 'TCP bytes sent' },
              { value: 'TCP_RECEIVED_BYTES', label: 'TCP bytes received' },
            ],
          },
          off: { type: 'flag', label: 'Disabled', at: 'disabled' },
          tags: {
            type: 'entries',
            label: 'Labels to change',
            noun: 'label',
            keyLabel: 'Label',
            at: 'tagOverrides',
            fields: {
              operation: {
                type: 'choice',
                label: 'Change',
                at: 'operation',
                options: [
                  { value: '', label: 'Set (default)' },
                  { value: 'UPSERT', label: 'Set' },
                  { value: 'REMOVE', label: 'Remove' },
                ],
              },
              value: { type: 'text', label: 'Value', at: 'value' },
            },
          },
        },
      },
    },
  },
};

/** Says what is measured, logged and traced. */
export const TELEMETRY: Wizard = {
  id: 'telemetry',
  title: 'Telemetry',
  summary: 'Choose how many traces are kept, what is logged and which labels metrics carry.',
  group: 'Observability',
  about: 'workloads',
  variants: [
    {
      dialect: 'istio',
      parts: [
        {
          id: 'telemetry',
          title: 'Telemetry',
          kind: 'Telemetry',
          isAbout: (object, subject) => selectsWorkloads(object, subject, 'spec.selector.matchLabels'),
          blank: (subject) => {
            const matchLabels = subjectLabels(subject);
            return blankObject('Telemetry', subject, subjectName(subject), {
              ...(matchLabels === undefined ? {} : { selector: { matchLabels } }),
              tracing: [{ randomSamplingPercentage: 1 }],
            });
          },
          fields: FIELDS,
        },
      ],
    },
  ],
};
