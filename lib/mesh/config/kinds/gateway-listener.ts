import {
  explained,
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

/** A reference to a Secret or a ConfigMap. */
export const objectRef = (doc: string) =>
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

/** Namespaces whose objects may attach. */
export const allowedNamespacesSchema = (doc: string, usual: 'Same' | 'None') =>
  object(
    {
      from: oneOf(['All', 'Selector', 'Same', 'None'], `${usual} by default.`),
      selector: explained(labelSelectorSchema, 'Namespaces by label, for Selector.'),
    },
    doc,
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
            namespaces: allowedNamespacesSchema('Namespaces whose routes may attach.', 'Same'),
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

/** The listeners of a Gateway or a ListenerSet. */
export const listenersSchema = limited(list(listener, 'Ports that are opened, and what for.'), {
  minItems: 1,
  maxItems: 64,
  uniqueBy: ['name'],
  checks: [
    {
      message: 'must differ in port, protocol or hostname',
      holds: (listeners: Listeners) =>
        new Set(listeners.map((item) => `${item?.port}/${item?.protocol}/${item?.hostname ?? ''}`)).size ===
        listeners.length,
    },
  ],
});
