import {
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  requiring,
  type SchemaCheck,
  text,
  whole,
} from '../schema/schema';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const GROUP = `^$|^${LABEL}(\\.${LABEL})*$`;

/** A group of kinds, as the Gateway API writes it. */
export const groupSchema = (doc: string) => limited(text(doc), { maxLength: 253, pattern: GROUP });

/** A kind, as the Gateway API writes it. */
export const kindSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 63, pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' });

/** The name of an object. */
export const nameSchema = (doc: string) => limited(text(doc), { minLength: 1, maxLength: 253 });

/** The name of a namespace. */
export const namespaceSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 63, pattern: `^${LABEL}$` });

/** The name of a section: a listener, a rule, a port. */
export const sectionNameSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 253, pattern: `^${LABEL}(\\.${LABEL})*$` });

/** A host name, a leading wildcard allowed. */
export const hostnameSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 253, pattern: `^(\\*\\.)?${LABEL}(\\.${LABEL})*$` });

/** A host name without wildcard. */
export const preciseHostnameSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 253, pattern: `^${LABEL}(\\.${LABEL})*$` });

/** `500ms`, `1h30m`: at most five digits a unit. */
export const gatewayDurationSchema = (doc: string) =>
  limited(text(doc), { pattern: '^([0-9]{1,5}(h|m|s|ms)){1,4}$' });

/** The name of a header. */
export const headerNameSchema = (doc: string) =>
  limited(text(doc), { minLength: 1, maxLength: 256, pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" });

/** The gateway or service a route belongs to. */
export const parentRefsSchema = limited(
  list(
    requiring(
      object(
        {
          group: groupSchema('gateway.networking.k8s.io by default; empty for a Service.'),
          kind: kindSchema('Gateway by default, or Service for calls inside the mesh.'),
          namespace: namespaceSchema('That of the route by default.'),
          name: nameSchema('Name of the parent.'),
          sectionName: sectionNameSchema('Name of a listener; all of them by default.'),
          port: portNumber('A port; all of them by default.'),
        },
        'A gateway or service the route belongs to.',
      ),
      'name',
    ),
    'Gateways or services the route belongs to.',
  ),
  { maxItems: 32, uniqueBy: ['group', 'kind', 'namespace', 'name', 'sectionName', 'port'] },
);

/** Host names a route is for. */
export const hostnamesSchema = limited(
  list(hostnameSchema('A host name.'), 'Host names the route is for; those of the listener by default.'),
  { maxItems: 16 },
);

type Backend = { group?: string; kind?: string; port?: number };

const backendPort: readonly SchemaCheck[] = [
  {
    message: 'needs a port, as a Service does',
    holds: ({ group = '', kind = 'Service', port }: Backend) =>
      group !== '' || kind !== 'Service' || port !== undefined,
  },
];

const backendFields = {
  group: groupSchema('Empty, the default, for a Service.'),
  kind: kindSchema('Service by default.'),
  name: nameSchema('Name of the target.'),
  namespace: namespaceSchema('That of the route by default; another needs a ReferenceGrant.'),
  port: portNumber('Port of the target; a Service needs one.'),
};

/** A target without a share, for mirrors and authorization. */
export const backendTargetSchema = limited(
  requiring(object(backendFields, 'A Service, or another target.'), 'name'),
  { checks: backendPort },
);

/** The fields of a target with a share. */
export const backendRefFields = {
  ...backendFields,
  weight: limited(whole('Share among the weights of the rule, 1 by default.'), {
    minimum: 0,
    maximum: 1_000_000,
  }),
};

/** A target with a share. */
export const backendRefSchema = limited(
  requiring(object(backendRefFields, 'A target and its share.'), 'name'),
  {
    checks: backendPort,
  },
);

const header = requiring(
  object(
    {
      name: headerNameSchema('Name of the header.'),
      value: limited(text('Its value.'), { maxLength: 4096 }),
    },
    'A header.',
  ),
  'name',
  'value',
);

/** Changes of headers. */
export const headerModifierSchema = (doc: string) =>
  object(
    {
      set: limited(list(header, 'Headers to overwrite.'), { maxItems: 16, uniqueBy: ['name'] }),
      add: limited(list(header, 'Headers to append to.'), { maxItems: 16, uniqueBy: ['name'] }),
      remove: limited(list(text(), 'Headers to remove.'), { maxItems: 16, uniqueBy: [] }),
    },
    doc,
  );

/** Copies of requests for another target. */
export const requestMirrorSchema = limited(
  requiring(
    object(
      {
        backendRef: backendTargetSchema,
        percent: limited(whole('Share of the requests, 100 by default.'), { minimum: 0, maximum: 100 }),
        fraction: requiring(
          object(
            {
              numerator: limited(whole('Requests out of the denominator.'), { minimum: 0 }),
              denominator: limited(whole('100 by default.'), { minimum: 1 }),
            },
            'Share of the requests, as a fraction.',
          ),
          'numerator',
        ),
      },
      'Copies requests to another target; its answers are dropped.',
    ),
    'backendRef',
  ),
  { exclusive: [['percent', 'fraction']] },
);

/** A filter of another API. */
export const extensionRefSchema = requiring(
  object(
    {
      group: groupSchema('Group of the filter.'),
      kind: kindSchema('Kind of the filter.'),
      name: nameSchema('Name of the filter.'),
    },
    'A filter of another API.',
  ),
  'group',
  'kind',
  'name',
);

/** How a header, a query parameter or a method is compared. */
export const matchTypeSchema = oneOf(
  ['Exact', 'RegularExpression'],
  'How the value is compared, Exact by default.',
);

/** Keeps a caller at the target it was given first. */
export const sessionPersistenceSchema = object(
  {
    sessionName: limited(text('Name of the cookie or header.'), { maxLength: 128 }),
    absoluteTimeout: gatewayDurationSchema('Life of a session.'),
    idleTimeout: gatewayDurationSchema('Life of a session without requests.'),
    type: oneOf(['Cookie', 'Header'], 'Cookie by default.'),
    cookieConfig: object(
      { lifetimeType: oneOf(['Permanent', 'Session'], 'Session by default.') },
      'The cookie.',
    ),
  },
  'Keeps a caller at the target it was given first.',
);

/** Filters must say their type and carry the field of that type, and no other. */
export function filterChecks(fieldOfType: Readonly<Record<string, string>>): SchemaCheck[] {
  type Filter = Readonly<Record<string, unknown>>;
  return Object.entries(fieldOfType).flatMap(([type, field]) => [
    {
      message: `needs ${field}, as its type is ${type}`,
      holds: (filter: Filter) =>
        filter.type !== type || (filter[field] !== undefined && filter[field] !== null),
    },
    {
      message: `takes ${field} only with type ${type}`,
      holds: (filter: Filter) => filter.type === type || filter[field] === undefined,
    },
  ]);
}

/** Which routes may attach, or which objects are meant, by labels. */
export const labelSelectorSchema = object(
  {
    matchLabels: map(text(), 'Labels that must be there.'),
    matchExpressions: list(
      requiring(
        object(
          {
            key: text('The label.'),
            operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist'], 'How it is compared.'),
            values: list(text(), 'Values for In and NotIn.'),
          },
          'A condition on a label.',
        ),
        'key',
        'operator',
      ),
      'Conditions, all of them.',
    ),
  },
  'Objects by their labels.',
);
