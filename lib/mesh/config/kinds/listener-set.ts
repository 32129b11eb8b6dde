import { type Infer, object, requiring } from '../schema/schema';
import { groupSchema, kindSchema, nameSchema, namespaceSchema } from './gateway-api-common';
import { listenersSchema } from './gateway-listener';

/** The spec of a ListenerSet. */
export const LISTENER_SET_SCHEMA = requiring(
  object(
    {
      parentRef: requiring(
        object(
          {
            group: groupSchema('gateway.networking.k8s.io by default.'),
            kind: kindSchema('Gateway by default.'),
            name: nameSchema('Name of the Gateway.'),
            namespace: namespaceSchema('That of the set by default.'),
          },
          'The Gateway that gets the listeners, if its allowedListeners let them in.',
        ),
        'name',
      ),
      listeners: listenersSchema,
    },
    'More listeners for a Gateway, kept by another team.',
  ),
  'parentRef',
  'listeners',
);

export type ListenerSetSpec = Infer<typeof LISTENER_SET_SCHEMA>;
