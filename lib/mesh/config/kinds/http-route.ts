import {
  type Infer,
  limited,
  list,
  object,
  oneOf,
  requiring,
  type SchemaCheck,
  text,
  whole,
} from '../schema/schema';
import {
  backendRefFields,
  backendTargetSchema,
  gatewayDurationSchema,
  headerNameSchema,
  hostnamesSchema,
  matchTypeSchema,
  parentRefsSchema,
  sectionNameSchema,
  sessionPersistenceSchema,
} from './gateway-api-common';
import { countFilters, type HttpFilters, httpFiltersSchema } from './http-filters';

const PLAIN_PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const FORBIDDEN = ['//', '/./', '/../', '%2f', '%2F', '#'];

type Path = { type?: string; value?: string };
const isPlain = ({ type = 'PathPrefix' }: Path): boolean => type !== 'RegularExpression';

const pathChecks: readonly SchemaCheck[] = [
  {
    message: 'must begin with /',
    holds: (path: Path) => !isPlain(path) || (path.value ?? '/').startsWith('/'),
  },
  {
    message: `must not contain ${FORBIDDEN.join(' ')}, nor end with /. or /..`,
    holds: (path: Path) =>
      !isPlain(path) ||
      !(FORBIDDEN.some((part) => path.value?.includes(part)) || /\/\.\.?$/.test(path.value ?? '')),
  },
  {
    message: 'has characters that no path has; write them percent-encoded',
    holds: (path: Path) => !isPlain(path) || PLAIN_PATH.test(path.value ?? '/'),
  },
];

const valued = (doc: string, maxLength: number) => limited(text(doc), { minLength: 1, maxLength });

const match = object(
  {
    path: limited(
      object(
        {
          type: oneOf(
            ['Exact', 'PathPrefix', 'RegularExpression'],
            'How the path is compared, PathPrefix by default.',
          ),
          value: limited(text('The path, / by default.'), { maxLength: 1024 }),
        },
        'A condition on the path.',
      ),
      { checks: pathChecks },
    ),
    headers: limited(
      list(
        requiring(
          object(
            {
              type: matchTypeSchema,
              name: headerNameSchema('Name of the header.'),
              value: valued('Its value.', 4096),
            },
            'A condition on a header.',
          ),
          'name',
          'value',
        ),
        'Conditions on headers, all of them.',
      ),
      { maxItems: 16, uniqueBy: ['name'] },
    ),
    queryParams: limited(
      list(
        requiring(
          object(
            {
              type: matchTypeSchema,
              name: headerNameSchema('Name of the parameter.'),
              value: valued('Its value.', 1024),
            },
            'A condition on a query parameter.',
          ),
          'name',
          'value',
        ),
        'Conditions on query parameters, all of them.',
      ),
      { maxItems: 16, uniqueBy: ['name'] },
    ),
    method: oneOf(
      ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
      'The HTTP method.',
    ),
  },
  'One set of conditions; all of them must hold.',
);

type Rule = {
  filters?: HttpFilters;
  backendRefs?: readonly unknown[];
  matches?: readonly ({ path?: Path } | null)[];
};
type PathFilter = {
  requestRedirect?: { path?: { type?: string } };
  urlRewrite?: { path?: { type?: string } };
};

function replacesPrefix(items: HttpFilters = []): boolean {
  return (items as readonly (PathFilter | null)[]).some(
    (item) => (item?.requestRedirect ?? item?.urlRewrite)?.path?.type === 'ReplacePrefixMatch',
  );
}

const backendRef = limited(
  requiring(object({ ...backendRefFields, filters: httpFiltersSchema }, 'A target and its share.'), 'name'),
  backendTargetSchema.checks === undefined ? {} : { checks: backendTargetSchema.checks },
);

const rule = limited(
  object(
    {
      name: sectionNameSchema('Name of the rule.'),
      matches: limited(list(match, 'Any of them must match; every path by default.'), { maxItems: 64 }),
      filters: httpFiltersSchema,
      backendRefs: limited(list(backendRef, 'Where requests go, by weight.'), { maxItems: 16 }),
      timeouts: limited(
        object(
          {
            request: gatewayDurationSchema('How long a request may take in all; 0s for no limit.'),
            backendRequest: gatewayDurationSchema('How long one try may take.'),
          },
          'Time limits.',
        ),
        {},
      ),
      retry: object(
        {
          codes: list(limited(whole(), { minimum: 400, maximum: 599 }), 'Status codes that are tried again.'),
          attempts: whole('Tries after the first.'),
          backoff: gatewayDurationSchema('Time between tries.'),
        },
        'What is tried again.',
      ),
      sessionPersistence: sessionPersistenceSchema,
    },
    'A rule for HTTP requests.',
  ),
  {
    checks: [
      {
        message: 'answers with a redirect, so it takes no backendRefs',
        holds: ({ filters: items = [], backendRefs = [] }: Rule) =>
          backendRefs.length === 0 || countFilters(items, 'RequestRedirect') === 0,
      },
      {
        message: 'replaces a path prefix, so it needs exactly one match, of type PathPrefix',
        holds: ({ filters: items = [], matches }: Rule) =>
          !replacesPrefix(items) ||
          matches === undefined ||
          (matches.length === 1 && (matches[0]?.path?.type ?? 'PathPrefix') === 'PathPrefix'),
      },
    ],
  },
);

/** The spec of an HTTPRoute. */
export const HTTP_ROUTE_SCHEMA = object(
  {
    parentRefs: parentRefsSchema,
    hostnames: hostnamesSchema,
    rules: limited(list(rule, 'Rules; the most specific match wins.'), { minItems: 1, maxItems: 16 }),
  },
  'How HTTP requests are routed.',
);

export type HttpRouteSpec = Infer<typeof HTTP_ROUTE_SCHEMA>;
