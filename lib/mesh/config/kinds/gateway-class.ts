import { limited, object, requiring, text } from '../schema/schema';
import { groupSchema, kindSchema, nameSchema, namespaceSchema } from './gateway-api-common';

/** The spec of a GatewayClass. */
export const GATEWAY_CLASS_SCHEMA = requiring(
  object(
    {
      controllerName: limited(text('Who implements gateways of this class: domain/path.'), {
        minLength: 1,
        maxLength: 253,
        pattern:
          "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+$",
      }),
      parametersRef: requiring(
        object(
          {
            group: groupSchema('Its group.'),
            kind: kindSchema('Its kind.'),
            name: nameSchema('Its name.'),
            namespace: namespaceSchema('Its namespace.'),
          },
          'Settings of the implementation.',
        ),
        'group',
        'kind',
        'name',
      ),
      description: limited(text('What the class is for.'), { maxLength: 64 }),
    },
    'A sort of gateways.',
  ),
  'controllerName',
);
