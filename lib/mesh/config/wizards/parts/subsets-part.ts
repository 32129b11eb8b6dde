import type { WizardPart } from '../wizard';
import { blankObject, subjectName } from './blank-object';
import { namesHost } from './is-about';

/** The DestinationRule that gives each version its subset. */
export const SUBSETS_PART: WizardPart = {
  id: 'subsets',
  title: 'Subsets',
  note: 'A subset names the workloads that carry certain labels; routes refer to it.',
  kind: 'DestinationRule',
  isOptional: true,
  isAbout: (object, subject) => namesHost(object, subject, 'spec.host'),
  blank: (subject) =>
    blankObject('DestinationRule', subject, subjectName(subject), {
      host: subject.name,
      subsets: subject.versions.map((version) => ({ name: version, labels: { version } })),
    }),
  fields: {
    subsets: {
      type: 'rows',
      label: 'Subsets',
      noun: 'subset',
      at: 'spec.subsets',
      fields: {
        name: { type: 'text', label: 'Name', at: 'name', isRequired: true, placeholder: 'v2' },
        labels: {
          type: 'entries',
          label: 'Labels',
          noun: 'label',
          keyLabel: 'Label',
          at: 'labels',
          fields: { value: { type: 'text', label: 'Value', at: '', isRequired: true } },
          blank: '',
        },
      },
    },
  },
};
