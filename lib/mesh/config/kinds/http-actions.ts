import {
  decimal,
  deprecated,
  duration,
  flag,
  limited,
  list,
  map,
  object,
  oneOf,
  requiring,
  text,
  whole,
} from '../schema/schema';
import { stringMatchSchema } from './string-match';

/** A share of the requests. */
export const percentSchema = object(
  { value: decimal('0 to 100, fractions allowed; left out it means 0.') },
  'A share of the requests, in percent.',
);

const portSelector = object(
  { number: whole('1 to 65535.') },
  'The port of the service; may be left out when it has only one.',
);

/** A service, a subset and a port. */
export const destinationSchema = requiring(
  object(
    {
      host: text('A service; a name without dots belongs to the namespace of this VirtualService.'),
      subset: text('A subset that a DestinationRule of the host defines.'),
      port: portSelector,
    },
    'The service, subset and port requests go to.',
  ),
  'host',
);

/** Changes of headers. */
export const headerOperationsSchema = (doc: string) =>
  object(
    {
      set: map(text(), 'Headers to overwrite, by name.'),
      add: map(text(), 'Headers to append a value to, by name.'),
      remove: list(text(), 'Headers to remove.'),
    },
    doc,
  );

/** Changes of the headers of request and response. */
export const headersSchema = object(
  {
    request: headerOperationsSchema('Changes of the request before it is sent on.'),
    response: headerOperationsSchema('Changes of the response before the caller gets it.'),
  },
  'Headers to set, add or remove.',
);

const regexRewrite = object(
  {
    match: text('A regular expression (RE2) for the part of the path to replace.'),
    rewrite: text('The replacement; \\1 stands for the first group.'),
  },
  'Rewrites the path by a regular expression.',
);

/** A redirect. */
export const redirectSchema = limited(
  object(
    {
      uri: text('Replaces the whole path.'),
      authority: text('Replaces the host.'),
      port: whole('Replaces the port.'),
      derivePort: oneOf(
        ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'],
        'Where the port comes from: the default of the scheme, or the request.',
      ),
      scheme: text('Replaces the scheme: http or https.'),
      redirectCode: whole('The status to answer with, 301 by default.'),
      uriRegexRewrite: regexRewrite,
      prefixRewrite: text('Replaces the matched prefix of the path only.'),
    },
    'Answers with a redirect instead of sending the request on.',
  ),
  { exclusive: [['port', 'derivePort']] },
);

/** An answer without a destination. */
export const directResponseSchema = requiring(
  object(
    {
      status: whole('The HTTP status to answer with.'),
      body: limited(
        object(
          { string: text('The body as text.'), bytes: text('The body in Base64.') },
          'The body to answer with.',
        ),
        { exclusive: [['string', 'bytes']] },
      ),
    },
    'Answers at once, without any destination.',
  ),
  'status',
);

/** A hand-over to another VirtualService. */
export const delegateSchema = object(
  {
    name: text('Name of the VirtualService that goes on from here.'),
    namespace: text('Its namespace; that of this VirtualService when left out.'),
  },
  'Leaves the decision to another VirtualService, one without hosts.',
);

/** Changes of path and host. */
export const rewriteSchema = object(
  {
    uri: text('Replaces the matched prefix, or the whole path of an exact match.'),
    authority: text('Replaces the host the destination sees.'),
    uriRegexRewrite: regexRewrite,
  },
  'Changes path or host before the request is sent on.',
);

/** A retry policy. */
export const retriesSchema = object(
  {
    attempts: whole('Tries after the first; 0 switches retries off, 2 by default.'),
    perTryTimeout: duration('How long one try may take; the timeout of the route by default.'),
    retryOn: text('Conditions separated by commas; numbers are response codes.'),
    retryRemoteLocalities: flag('Whether a retry may leave the locality of the first try.'),
    retryIgnorePreviousHosts: flag('Whether a retry avoids the hosts tried before; true by default.'),
    backoff: duration('Base of the exponential back-off, 25ms by default.'),
  },
  'What is tried again, how often and how fast.',
);

/** Faults put in on purpose. */
export const faultSchema = object(
  {
    delay: limited(
      object(
        {
          percent: deprecated(whole('Share of the requests to delay, as a whole number.'), 'percentage'),
          fixedDelay: duration('How long a request is held back.'),
          exponentialDelay: duration('Not supported by the proxies.'),
          percentage: percentSchema,
        },
        'Holds requests back before they are sent on.',
      ),
      { exclusive: [['fixedDelay', 'exponentialDelay']] },
    ),
    abort: limited(
      object(
        {
          httpStatus: whole('The HTTP status to fail with.'),
          grpcStatus: text('The gRPC status to fail with, such as UNAVAILABLE.'),
          http2Error: text('Not supported by the proxies.'),
          percentage: percentSchema,
        },
        'Fails requests without sending them on.',
      ),
      { exclusive: [['httpStatus', 'grpcStatus', 'http2Error']] },
    ),
  },
  'Delays or failures put in on purpose, to see how callers cope.',
);

/** A destination of copies. */
export const mirrorSchema = requiring(
  object(
    { destination: destinationSchema, percentage: percentSchema },
    'A destination that gets a copy of the requests.',
  ),
  'destination',
);

/** A policy for calls from other origins. */
export const corsPolicySchema = object(
  {
    allowOrigin: deprecated(list(text(), 'Origins that may call, letter by letter.'), 'allowOrigins'),
    allowOrigins: list(stringMatchSchema, 'Origins that may call.'),
    allowMethods: list(text(), 'Methods that may be used.'),
    allowHeaders: list(text(), 'Request headers that may be sent.'),
    exposeHeaders: list(text(), 'Response headers that scripts may read.'),
    maxAge: duration('How long a browser may keep the answer to a preflight; whole seconds.'),
    allowCredentials: flag('Whether requests may carry cookies and other credentials.'),
    unmatchedPreflights: oneOf(
      ['UNSPECIFIED', 'FORWARD', 'IGNORE'],
      'What becomes of preflights from other origins: sent on, or answered here.',
    ),
  },
  'Which other origins browsers may call from.',
);
