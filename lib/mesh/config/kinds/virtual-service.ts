import {
  deprecated,
  duration,
  explained,
  flag,
  type Infer,
  list,
  map,
  object,
  requiring,
  text,
  whole,
} from '../schema/schema';
import {
  corsPolicySchema,
  delegateSchema,
  destinationSchema,
  directResponseSchema,
  faultSchema,
  type headerOperationsSchema,
  headersSchema,
  mirrorSchema,
  percentSchema,
  redirectSchema,
  retriesSchema,
  rewriteSchema,
} from './http-actions';
import { stringMatchSchema } from './string-match';

const stringMatch = (doc: string) => explained(stringMatchSchema, doc);

const httpMatch = object(
  {
    name: text('Shown with the route name in access logs.'),
    uri: stringMatch('The path, without the query.'),
    scheme: stringMatch('http or https.'),
    method: stringMatch('The HTTP method, in capitals.'),
    authority: stringMatch('The host the caller asked for, with its port if it named one.'),
    headers: map(stringMatchSchema, 'Header conditions by name in lower case; {} asks for presence.'),
    port: whole('The port the request came in on.'),
    sourceLabels: map(text(), 'Labels of the calling workload; not looked at when gateways are named.'),
    gateways: list(text(), 'Overrides the gateways of the VirtualService for this match.'),
    queryParams: map(stringMatchSchema, 'Query parameter conditions by name; the first value counts.'),
    ignoreUriCase: flag('Compares exact and prefix paths without regard to case; not regex.'),
    withoutHeaders: map(stringMatchSchema, 'Like headers, but none of them may match.'),
    sourceNamespace: text('Namespace of the calling workload.'),
    statPrefix: text('Prefix of the statistics the proxy keeps for this route.'),
  },
  'One set of conditions; all of them must hold.',
);

const httpRouteDestination = requiring(
  object(
    {
      destination: destinationSchema,
      weight: whole('Share among the weights of this route; a single destination gets everything.'),
      headers: headersSchema,
    },
    'A destination and its share of the requests.',
  ),
  'destination',
);

const httpRoute = object(
  {
    name: text('Shown in access logs.'),
    match: list(httpMatch, 'Any one of them must match; without any, everything does.'),
    route: list(httpRouteDestination, 'Where requests go, by weight.'),
    redirect: redirectSchema,
    directResponse: directResponseSchema,
    delegate: delegateSchema,
    rewrite: rewriteSchema,
    timeout: duration('How long a request may take over all tries; no limit by default.'),
    retries: retriesSchema,
    fault: faultSchema,
    mirror: explained(
      destinationSchema,
      'A destination that gets a copy of the requests; its answers are dropped.',
    ),
    mirrors: list(mirrorSchema, 'Destinations that get a copy of the requests; their answers are dropped.'),
    mirrorPercent: deprecated(
      whole('Share of the requests to mirror, as a whole number.'),
      'mirrorPercentage',
    ),
    mirror_percent: deprecated(
      whole('Share of the requests to mirror, as a whole number.'),
      'mirrorPercentage',
    ),
    mirrorPercentage: explained(
      percentSchema,
      'Share of the requests that mirror gets; all of them by default.',
    ),
    corsPolicy: corsPolicySchema,
    headers: headersSchema,
  },
  'A rule for HTTP requests.',
);

const l4Match = {
  destinationSubnets: list(text(), 'IP addresses or CIDR ranges the connection goes to.'),
  port: whole('The port the connection goes to.'),
  sourceLabels: map(text(), 'Labels of the calling workload.'),
  gateways: list(text(), 'Overrides the gateways of the VirtualService for this match.'),
  sourceNamespace: text('Namespace of the calling workload.'),
};

const routeDestination = requiring(
  object(
    { destination: destinationSchema, weight: whole('Share among the weights of this route.') },
    'A destination and its share of the connections.',
  ),
  'destination',
);

const l4Route = list(routeDestination, 'Where connections go, by weight.');

/** The spec of a VirtualService. */
export const VIRTUAL_SERVICE_SCHEMA = object(
  {
    hosts: list(text(), 'What clients ask for; a name without dots belongs to this namespace.'),
    gateways: list(text(), 'Gateways, and `mesh` for sidecars; only `mesh` by default.'),
    http: list(httpRoute, 'Rules for HTTP, tried in order; the first that matches wins.'),
    tls: list(
      requiring(
        object(
          {
            match: list(
              requiring(
                object(
                  { ...l4Match, sniHosts: list(text(), 'Server names (SNI) to match, wildcards allowed.') },
                  'One set of conditions; all of them must hold.',
                ),
                'sniHosts',
              ),
              'Any one of them must match.',
            ),
            route: l4Route,
          },
          'A rule for TLS that is passed through unopened.',
        ),
        'match',
      ),
      'Rules for TLS that is passed through, by server name.',
    ),
    tcp: list(
      object(
        {
          match: list(
            object(
              { ...l4Match, sourceSubnet: text('Not looked at by the proxies.') },
              'One set of conditions; all of them must hold.',
            ),
            'Any one of them must match; without any, everything does.',
          ),
          route: l4Route,
        },
        'A rule for TCP connections.',
      ),
      'Rules for TCP that is neither HTTP nor TLS, tried in order.',
    ),
    exportTo: list(text(), 'Who sees this: `*` everybody, `.` this namespace, or names of namespaces.'),
  },
  'How requests for some hosts are routed.',
);

export type VirtualServiceSpec = Infer<typeof VIRTUAL_SERVICE_SCHEMA>;
export type HttpRoute = Infer<typeof httpRoute>;
export type HttpMatch = Infer<typeof httpMatch>;
export type StringMatch = Infer<typeof stringMatchSchema>;
export type RouteDestination = Infer<typeof httpRouteDestination>;
export type Destination = Infer<typeof destinationSchema>;
export type HeaderOperations = Infer<ReturnType<typeof headerOperationsSchema>>;
export type HttpRedirect = Infer<typeof redirectSchema>;
export type HttpRewrite = Infer<typeof rewriteSchema>;
export type HttpRetries = Infer<typeof retriesSchema>;
export type HttpFault = Infer<typeof faultSchema>;
export type CorsPolicy = Infer<typeof corsPolicySchema>;
export type TcpRoute = NonNullable<VirtualServiceSpec['tcp']>[number];
export type TlsRoute = NonNullable<VirtualServiceSpec['tls']>[number];
