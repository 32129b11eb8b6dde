import {
  decimal,
  deprecated,
  duration,
  flag,
  type Infer,
  list,
  map,
  object,
  oneOf,
  text,
  whole,
} from '../schema/schema';

const stringMatch = object(
  {
    exact: text('The whole value.'),
    prefix: text('How the value begins.'),
    regex: text('RE2; matches the whole value.'),
  },
  'Exactly one of exact, prefix, regex.',
);

const percent = object({ value: decimal('0 to 100; absent means 0.') });

const portSelector = object({ number: whole('1 to 65535.') });

const destination = object(
  {
    host: text('A service; a name without dots belongs to the namespace of this VirtualService.'),
    subset: text('A subset that a DestinationRule of the host defines.'),
    port: portSelector,
  },
  'Where requests go.',
);

const headerOperations = object({
  set: map(text(), 'Overwrites.'),
  add: map(text(), 'Appends.'),
  remove: list(text(), 'Removes.'),
});

const headers = object({ request: headerOperations, response: headerOperations });

const httpMatch = object(
  {
    name: text('Shown in the route name of access logs.'),
    uri: stringMatch,
    scheme: stringMatch,
    method: stringMatch,
    authority: stringMatch,
    headers: map(stringMatch, 'By header name in lower case; {} asks for presence.'),
    port: whole('Port of the listener.'),
    sourceLabels: map(text(), 'Labels of the calling workload; not looked at when gateways are named.'),
    gateways: list(text(), 'Overrides the gateways above for this match.'),
    queryParams: map(stringMatch, 'By name; the first value counts.'),
    ignoreUriCase: flag('Affects exact and prefix, not regex.'),
    withoutHeaders: map(stringMatch, 'The opposite of headers.'),
    sourceNamespace: text('Namespace of the calling workload.'),
    statPrefix: text('Prefix of route statistics.'),
  },
  'All fields of one match must hold.',
);

const httpRouteDestination = object({
  destination,
  weight: whole(
    'Share among the weights of this route; one destination gets everything whatever its weight.',
  ),
  headers,
});

const redirect = object({
  uri: text('Replaces the whole path.'),
  authority: text('Replaces the host.'),
  port: whole(),
  derivePort: oneOf(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']),
  scheme: text(),
  redirectCode: whole('301 by default.'),
  uriRegexRewrite: object({ match: text(), rewrite: text() }),
  prefixRewrite: text('Replaces the matched prefix only.'),
});

const directResponse = object({
  status: whole("The answer's status."),
  body: object({ string: text(), bytes: text('Base64.') }),
});

const delegate = object(
  { name: text(), namespace: text() },
  'A VirtualService without hosts that goes on from here.',
);

const rewrite = object({
  uri: text('Replaces the matched prefix, or the whole path of an exact match.'),
  authority: text('Sets the host.'),
  uriRegexRewrite: object({ match: text('RE2.'), rewrite: text('With \\1 for groups.') }),
});

const retries = object({
  attempts: whole('Tries after the first; 0 switches retries off. 2 by default.'),
  perTryTimeout: duration(),
  retryOn: text('Conditions separated by commas; numbers are response codes.'),
  retryRemoteLocalities: flag(),
  retryIgnorePreviousHosts: flag(),
  backoff: duration('Base of the exponential back-off, 25ms by default.'),
});

const fault = object({
  delay: object({
    percent: deprecated(whole(), 'percentage'),
    fixedDelay: duration(),
    exponentialDelay: duration(),
    percentage: percent,
  }),
  abort: object({
    httpStatus: whole(),
    grpcStatus: text(),
    http2Error: text(),
    percentage: percent,
  }),
});

const mirror = object({ destination, percentage: percent });

const corsPolicy = object({
  allowOrigin: deprecated(list(text()), 'allowOrigins'),
  allowOrigins: list(stringMatch),
  allowMethods: list(text()),
  allowHeaders: list(text()),
  exposeHeaders: list(text()),
  maxAge: duration(),
  allowCredentials: flag(),
  unmatchedPreflights: oneOf(['UNSPECIFIED', 'FORWARD', 'IGNORE']),
});

const httpRoute = object({
  name: text('Shown in access logs.'),
  match: list(httpMatch, 'Any of them; none matches everything.'),
  route: list(httpRouteDestination),
  redirect,
  directResponse,
  delegate,
  rewrite,
  timeout: duration('Over all tries; none by default.'),
  retries,
  fault,
  mirror: destination,
  mirrors: list(mirror),
  mirrorPercent: deprecated(whole(), 'mirrorPercentage'),
  mirror_percent: deprecated(whole(), 'mirrorPercentage'),
  mirrorPercentage: percent,
  corsPolicy,
  headers,
});

const l4Match = {
  destinationSubnets: list(text('CIDR.')),
  port: whole(),
  sourceLabels: map(text()),
  gateways: list(text()),
  sourceNamespace: text(),
};

const routeDestination = object({ destination, weight: whole() });

/** The spec of a VirtualService. */
export const VIRTUAL_SERVICE_SCHEMA = object({
  hosts: list(text(), 'What clients ask for; a name without dots belongs to this namespace.'),
  gateways: list(text(), 'Gateways, and `mesh` for sidecars; only `mesh` by default.'),
  http: list(httpRoute, 'The first route that matches wins.'),
  tls: list(
    object({ match: list(object({ ...l4Match, sniHosts: list(text()) })), route: list(routeDestination) }),
  ),
  tcp: list(
    object({ match: list(object({ ...l4Match, sourceSubnet: text() })), route: list(routeDestination) }),
  ),
  exportTo: list(text(), '`*` everywhere, `.` this namespace, or namespaces.'),
});

export type VirtualServiceSpec = Infer<typeof VIRTUAL_SERVICE_SCHEMA>;
export type HttpRoute = Infer<typeof httpRoute>;
export type HttpMatch = Infer<typeof httpMatch>;
export type StringMatch = Infer<typeof stringMatch>;
export type RouteDestination = Infer<typeof httpRouteDestination>;
export type Destination = Infer<typeof destination>;
export type HeaderOperations = Infer<typeof headerOperations>;
export type HttpRedirect = Infer<typeof redirect>;
export type HttpRewrite = Infer<typeof rewrite>;
export type HttpRetries = Infer<typeof retries>;
export type HttpFault = Infer<typeof fault>;
export type CorsPolicy = Infer<typeof corsPolicy>;
export type TcpRoute = NonNullable<VirtualServiceSpec['tcp']>[number];
export type TlsRoute = NonNullable<VirtualServiceSpec['tls']>[number];
