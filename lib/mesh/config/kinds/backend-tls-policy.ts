import {
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  requiring,
  type SchemaCheck,
  text,
} from '../schema/schema';
import {
  groupSchema,
  kindSchema,
  nameSchema,
  preciseHostnameSchema,
  sectionNameSchema,
} from './gateway-api-common';

type Name = { type?: string; hostname?: string; uri?: string };
type Validation = { caCertificateRefs?: readonly unknown[]; wellKnownCACertificates?: string };

const nameChecks: readonly SchemaCheck[] = [
  {
    message: 'needs hostname, as its type is Hostname',
    holds: ({ hostname = '', type }: Name) => type !== 'Hostname' || hostname !== '',
  },
  {
    message: 'takes hostname only with type Hostname',
    holds: ({ hostname = '', type }: Name) => type === 'Hostname' || hostname === '',
  },
  {
    message: 'needs uri, as its type is URI',
    holds: ({ type, uri = '' }: Name) => type !== 'URI' || uri !== '',
  },
  {
    message: 'takes uri only with type URI',
    holds: ({ type, uri = '' }: Name) => type === 'URI' || uri === '',
  },
];

const validationChecks: readonly SchemaCheck[] = [
  {
    message: 'takes either caCertificateRefs or wellKnownCACertificates',
    holds: ({ caCertificateRefs = [], wellKnownCACertificates = '' }: Validation) =>
      caCertificateRefs.length === 0 || wellKnownCACertificates === '',
  },
  {
    message: 'needs caCertificateRefs or wellKnownCACertificates',
    holds: ({ caCertificateRefs = [], wellKnownCACertificates = '' }: Validation) =>
      caCertificateRefs.length > 0 || wellKnownCACertificates !== '',
  },
];

const target = requiring(
  object(
    {
      group: groupSchema('Empty for a Service.'),
      kind: kindSchema('Service.'),
      name: nameSchema('Name of the Service.'),
      sectionName: sectionNameSchema('Name of one of its ports; all of them by default.'),
    },
    'A Service of the same namespace.',
  ),
  'group',
  'kind',
  'name',
);

const authority = requiring(
  object(
    {
      group: groupSchema('Empty for a ConfigMap or a Secret.'),
      kind: kindSchema('ConfigMap, or Secret.'),
      name: nameSchema('Name of the object, which has the authorities in ca.crt.'),
    },
    'Authorities.',
  ),
  'group',
  'kind',
  'name',
);

const alternativeName = limited(
  requiring(
    object(
      {
        type: oneOf(['Hostname', 'URI'], 'What the name is.'),
        hostname: limited(text('A host name, a leading wildcard allowed.'), { maxLength: 253 }),
        uri: limited(text('A URI, such as a SPIFFE id.'), { maxLength: 253 }),
      },
      'A name.',
    ),
    'type',
  ),
  { checks: nameChecks },
);

/** The spec of a BackendTLSPolicy. */
export const BACKEND_TLS_POLICY_SCHEMA = requiring(
  object(
    {
      targetRefs: limited(list(target, 'Services that are called by TLS.'), { minItems: 1, maxItems: 16 }),
      validation: limited(
        requiring(
          object(
            {
              caCertificateRefs: limited(list(authority, 'Authorities that services are verified against.'), {
                maxItems: 8,
              }),
              wellKnownCACertificates: oneOf(['System'], "The machine's own authorities."),
              hostname: preciseHostnameSchema(
                'Server name of the handshake, and the name of the certificate unless subjectAltNames are given.',
              ),
              subjectAltNames: limited(
                list(alternativeName, 'Names of which the certificate must have one.'),
                {
                  maxItems: 5,
                },
              ),
            },
            'Whom to believe.',
          ),
          'hostname',
        ),
        { checks: validationChecks },
      ),
      options: limited(map(text(), 'Settings of the implementation.'), { maxEntries: 16 }),
    },
    'Services that are called by TLS, and how they prove themselves.',
  ),
  'targetRefs',
  'validation',
);

export type BackendTlsPolicySpec = Infer<typeof BACKEND_TLS_POLICY_SCHEMA>;
