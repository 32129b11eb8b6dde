import { limited, list, object, requiring } from '../schema/schema';
import { groupSchema, kindSchema, nameSchema, namespaceSchema } from './gateway-api-common';

/** The spec of a ReferenceGrant. */
export const REFERENCE_GRANT_SCHEMA = requiring(
  object(
    {
      from: limited(
        list(
          requiring(
            object(
              {
                group: groupSchema('Group of the referring kind.'),
                kind: kindSchema('The referring kind.'),
                namespace: namespaceSchema('The referring namespace.'),
              },
              'Objects that may refer.',
            ),
            'group',
            'kind',
            'namespace',
          ),
          'Who may refer to objects here.',
        ),
        { minItems: 1, maxItems: 16 },
      ),
      to: limited(
        list(
          requiring(
            object(
              {
                group: groupSchema('Group of the kind; empty for core kinds.'),
                kind: kindSchema('The kind.'),
                name: nameSchema('Name of one object; all of them when left out.'),
              },
              'Objects that may be referred to.',
            ),
            'group',
            'kind',
          ),
          'What may be referred to.',
        ),
        { minItems: 1, maxItems: 16 },
      ),
    },
    'Lets objects of other namespaces refer to objects of this one.',
  ),
  'from',
  'to',
);
