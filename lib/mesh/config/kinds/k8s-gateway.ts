import {
  explained,
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  requiring,
  type SchemaCheck,
  text,
} from '../schema/schema';
import {
  groupSchema,
  hostnameSchema,
  kindSchema,
  labelSelectorSchema,
  nameSchema,
  namespaceSchema,
  sectionNameSchema,
} from './gateway-api-common';

const objectRef = (doc: string) =>
  requiring(
    object(
      {
        group: groupSchema('Empty, the default, for core kinds.'),
        kind: kindSchema('Secret for certificates, ConfigMap for authorities.'),
        name: nameSchema('Name of the object.'),
        namespace: namespaceSchema('That of the gateway by default; another needs a ReferenceGrant.'),
      },
      doc,
    ),
    'name',
  );

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

type Tls = { mode?: string; certificateRefs?: readonly unknown[]; options?: object };

const tls = limited(
  object(
    {
      mode: oneOf(['Terminate', 'Passthrough'], 'Whether TLS is ended here, Terminate by default.'),
      certificateRefs: limited(list(objectRef('A certificate.'), 'Certificates, as Secrets.'), {
        maxItems: 64,
      }),
      frontendValidation: object(
        {
          caCertificateRefs: limited(
            list(objectRef('Authorities.'), 'Authorities callers are verified against.'),
            {
              maxItems: 8,
            },
          ),
        },
        'Callers must show a certificate.',
      ),
      options: limited(map(text(), 'Settings of the implementation.'), { maxEntries: 16 }),
    },
    'TLS of the listener.',
  ),
  {
    checks: [
      {
        message: 'needs certificateRefs or options to end TLS here',
        holds: ({ mode = 'Terminate', certificateRefs = [], options = {} }: Tls) =>
          mode !== 'Terminate' || certificateRefs.length > 0 || Object.keys(options).length > 0,
      },
    ],
  },
);

type Listener = { name?: string; protocol?: string; port?: number; hostname?: string; tls?: Tls };

const listenerChecks: readonly SchemaCheck[] = [
  {
    message: 'takes tls only with protocol HTTPS or TLS',
    holds: ({ protocol = '', tls: settings }: Listener) =>
      !['HTTP', 'TCP', 'UDP'].includes(protocol) || settings === undefined,
  },
  {
    message: 'speaks HTTPS, so its TLS must be ended here: tls.mode Terminate',
    holds: ({ protocol, tls: settings }: Listener) =>
      protocol !== 'HTTPS' || (settings?.mode ?? 'Terminate') === 'Terminate',
  },
  {
    message: 'takes no hostname with protocol TCP or UDP',
    holds: ({ protocol = '', hostname = '' }: Listener) =>
      !['TCP', 'UDP'].includes(protocol) || hostname === '',
  },
];

const listener = limited(
  requiring(
    object(
      {
        name: sectionNameSchema('A name no other listener of the gateway has.'),
        hostname: hostnameSchema('Host served here; every host when left out.'),
        port: portNumber('Port to listen on.'),
        protocol: limited(text('HTTP, HTTPS, TLS, TCP or UDP.'), {
          minLength: 1,
          maxLength: 255,
          pattern:
            '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]+$',
        }),
        tls,
        allowedRoutes: object(
          {
            namespaces: object(
              {
                from: oneOf(['All', 'Selector', 'Same', 'None'], 'Same by default.'),
                selector: explained(labelSelectorSchema, 'Namespaces by label, for Selector.'),
              },
              'Namespaces whose routes may attach.',
            ),
            kinds: limited(
              list(
                requiring(
                  object(
                    { group: groupSchema('Group of the kind.'), kind: kindSchema('The kind.') },
                    'A kind of route.',
                  ),
                  'kind',
                ),
                'Kinds of routes that may attach; by protocol when left out.',
              ),
              { maxItems: 8 },
            ),
          },
          'Which routes may attach.',
        ),
      },
      'A port, a protocol and a host.',
    ),
    'name',
    'port',
    'protocol',
  ),
  { checks: listenerChecks },
);

type Listeners = readonly (Listener | null)[];

/** The spec of the Gateway API's Gateway. */
export const K8S_GATEWAY_SCHEMA = requiring(
  object(
    {
      gatewayClassName: nameSchema('Who implements the gateway; `istio` for a proxy of the mesh.'),
      listeners: limited(list(listener, 'Ports that are opened, and what for.'), {
        minItems: 1,
        maxItems: 64,
        uniqueBy: ['name'],
        checks: [
          {
            message: 'must differ in port, protocol or hostname',
            holds: (listeners: Listeners) =>
              new Set(listeners.map((item) => `${item?.port}/${item?.protocol}/${item?.hostname ?? ''}`))
                .size === listeners.length,
          },
        ],
      }),
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
