import { type Infer, limited, list, object, requiring } from '../schema/schema';
import { backendRefSchema, hostnameSchema, parentRefsSchema, sectionNameSchema } from './gateway-api-common';

const rules = limited(
  list(
    requiring(
      object(
        {
          name: sectionNameSchema('Name of the rule.'),
          backendRefs: limited(list(backendRefSchema, 'Where connections go, by weight.'), {
            minItems: 1,
            maxItems: 16,
          }),
        },
        'A rule for connections.',
      ),
      'backendRefs',
    ),
    'Rules for connections.',
  ),
  { minItems: 1, maxItems: 16 },
);

/** The spec of a TCPRoute. */
export const TCP_ROUTE_SCHEMA = requiring(
  object({ parentRefs: parentRefsSchema, rules }, 'Where TCP connections of a listener go.'),
  'rules',
);

/** The spec of a TLSRoute. */
export const TLS_ROUTE_SCHEMA = requiring(
  object(
    {
      parentRefs: parentRefsSchema,
      hostnames: limited(list(hostnameSchema('A server name.'), 'Server names (SNI) the route is for.'), {
        maxItems: 16,
      }),
      rules,
    },
    'Where TLS connections go that are passed through, by server name.',
  ),
  'rules',
);

export type TcpRouteSpec = Infer<typeof TCP_ROUTE_SCHEMA>;
