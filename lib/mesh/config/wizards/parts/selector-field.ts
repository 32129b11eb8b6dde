import type { EntriesField } from '../form-field';

/** Labels that choose workloads; `at` is where the mapping of labels stands. */
export function selectorField(at = 'spec.selector.matchLabels'): EntriesField {
  return {
    type: 'entries',
    label: 'Workloads with all of these labels',
    hint: 'Leave empty for every workload of the namespace.',
    noun: 'label',
    keyLabel: 'Label',
    at,
    fields: { value: { type: 'text', label: 'Value', at: '', isRequired: true } },
    blank: '',
  };
}
