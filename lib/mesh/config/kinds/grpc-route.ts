import { type Infer, limited, list, object, oneOf, requiring, text } from '../schema/schema';
import {
  backendRefFields,
  backendTargetSchema,
  extensionRefSchema,
  filterChecks,
  headerModifierSchema,
  headerNameSchema,
  hostnamesSchema,
  matchTypeSchema,
  parentRefsSchema,
  requestMirrorSchema,
  sectionNameSchema,
  sessionPersistenceSchema,
} from './gateway-api-common';

type Method = { type?: string; service?: string; method?: string };

const match = object(
  {
    method: limited(
      object(
        {
          type: matchTypeSchema,
          service: limited(text('Full name of the service, such as shop.Cart.'), { maxLength: 1024 }),
          method: limited(text('Name of the method.'), { maxLength: 1024 }),
        },
        'A condition on service and method.',
      ),
      {
        checks: [
          {
            message: 'needs a service or a method',
            holds: ({ service = '', method = '' }: Method) => service !== '' || method !== '',
          },
          {
            message: 'has a service or method with characters that gRPC does not allow',
            holds: ({ type = 'Exact', service = 'a', method = 'a' }: Method) =>
              type !== 'Exact' ||
              (/^[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*$/.test(service) &&
                /^[A-Za-z_][A-Za-z_0-9]*$/.test(method)),
          },
        ],
      },
    ),
    headers: limited(
      list(
        requiring(
          object(
            {
              type: matchTypeSchema,
              name: headerNameSchema('Name of the header.'),
              value: limited(text('Its value.'), { minLength: 1, maxLength: 4096 }),
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
  },
  'One set of conditions; all of them must hold.',
);

const filter = limited(
  requiring(
    object(
      {
        type: oneOf(
          ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'ExtensionRef'],
          'What the filter does.',
        ),
        requestHeaderModifier: headerModifierSchema('Changes headers of the request.'),
        responseHeaderModifier: headerModifierSchema('Changes headers of the response.'),
        requestMirror: requestMirrorSchema,
        extensionRef: extensionRefSchema,
      },
      'A step every call of the rule takes.',
    ),
    'type',
  ),
  {
    checks: filterChecks({
      RequestHeaderModifier: 'requestHeaderModifier',
      ResponseHeaderModifier: 'responseHeaderModifier',
      RequestMirror: 'requestMirror',
      ExtensionRef: 'extensionRef',
    }),
  },
);

type Filters = readonly ({ type?: string } | null)[];

const filters = limited(list(filter, 'Steps every call takes.'), {
  maxItems: 16,
  checks: ['RequestHeaderModifier', 'ResponseHeaderModifier'].map((type) => ({
    message: `may hold ${type} only once`,
    holds: (items: Filters) => items.filter((item) => item?.type === type).length <= 1,
  })),
});

const rule = object(
  {
    name: sectionNameSchema('Name of the rule.'),
    matches: limited(list(match, 'Any of them must match; without any, every call does.'), { maxItems: 64 }),
    filters,
    backendRefs: limited(
      list(
        limited(
          requiring(object({ ...backendRefFields, filters }, 'A target and its share.'), 'name'),
          backendTargetSchema.checks === undefined ? {} : { checks: backendTargetSchema.checks },
        ),
        'Where calls go, by weight.',
      ),
      { maxItems: 16 },
    ),
    sessionPersistence: sessionPersistenceSchema,
  },
  'A rule for gRPC calls.',
);

/** The spec of a GRPCRoute. */
export const GRPC_ROUTE_SCHEMA = object(
  {
    parentRefs: parentRefsSchema,
    hostnames: hostnamesSchema,
    rules: limited(list(rule, 'Rules; the most specific match wins.'), { maxItems: 16 }),
  },
  'How gRPC calls are routed.',
);

export type GrpcRouteSpec = Infer<typeof GRPC_ROUTE_SCHEMA>;
