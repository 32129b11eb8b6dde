import { type Infer, limited, list, map, object, oneOf, portNumber, requiring, text } from '../schema/schema';
import { groupSchema, kindSchema, nameSchema } from './gateway-api-common';
import { allowedNamespacesSchema, listenersSchema, objectRef } from './gateway-listener';

const validation = object(
  {
    caCertificateRefs: limited(list(objectRef('Authorities.'), 'Authorities callers are verified against.'), {
      maxItems: 8,
    }),
    mode: oneOf(
      ['AllowValidOnly', 'AllowInsecureFallback'],
      'Whether callers without a good certificate are refused, as by default.',
    ),
  },
  'Callers must show a certificate.',
);

/** TLS of all listeners of a gateway. */
const gatewayTls = object(
  {
    frontend: object(
      {
        default: object({ validation }, 'For every port that has no settings of its own.'),
        perPort: limited(
          list(
            requiring(
              object(
                {
                  port: portNumber('A port of listeners.'),
                  tls: object({ validation }, 'TLS of its listeners.'),
                },
                'Settings of one port.',
              ),
              'port',
              'tls',
            ),
            'Settings of single ports, in place of the default.',
          ),
          { maxItems: 64, uniqueBy: ['port'] },
        ),
      },
      'Towards callers.',
    ),
    backend: object(
      { clientCertificateRef: objectRef('The certificate shown to services that ask for one.') },
      'Towards services.',
    ),
  },
  'TLS of all listeners.',
);

/** The spec of the Gateway API's Gateway. */
export const K8S_GATEWAY_SCHEMA = requiring(
  object(
    {
      gatewayClassName: nameSchema('Who implements the gateway; `istio` for a proxy of the mesh.'),
      listeners: listenersSchema,
      allowedListeners: object(
        {
          namespaces: allowedNamespacesSchema(
            'Namespaces whose ListenerSets may add listeners; none by default.',
            'None',
          ),
        },
        'Who may add listeners.',
      ),
      tls: gatewayTls,
      addresses: limited(
        list(
          object(
            {
              type: text('IPAddress by default, or Hostname.'),
              value: limited(text('The address.'), { maxLength: 253 }),
            },
            'An address.',
          ),
          'Addresses asked for.',
        ),
        { maxItems: 16 },
      ),
      infrastructure: object(
        {
          labels: limited(map(text(), 'Labels of everything made for the gateway.'), { maxEntries: 8 }),
          annotations: limited(map(text(), 'Annotations of everything made for the gateway.'), {
            maxEntries: 8,
          }),
          parametersRef: requiring(
            object(
              {
                group: groupSchema('Its group.'),
                kind: kindSchema('Its kind.'),
                name: nameSchema('Its name.'),
              },
              'Settings of the implementation.',
            ),
            'group',
            'kind',
            'name',
          ),
        },
        'What is made for the gateway.',
      ),
    },
    'Ports and hosts at the edge; routes attach to it.',
  ),
  'gatewayClassName',
  'listeners',
);

export type K8sGatewaySpec = Infer<typeof K8S_GATEWAY_SCHEMA>;
