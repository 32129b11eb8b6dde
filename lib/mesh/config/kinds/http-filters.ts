import { flag, limited, list, object, oneOf, portNumber, requiring, text, whole } from '../schema/schema';
import {
  backendTargetSchema,
  extensionRefSchema,
  filterChecks,
  headerModifierSchema,
  preciseHostnameSchema,
  requestMirrorSchema,
} from './gateway-api-common';

const pathModifier = limited(
  requiring(
    object(
      {
        type: oneOf(['ReplaceFullPath', 'ReplacePrefixMatch'], 'What is replaced.'),
        replaceFullPath: limited(text('The new path.'), { maxLength: 1024 }),
        replacePrefixMatch: limited(text('What stands instead of the matched prefix.'), { maxLength: 1024 }),
      },
      'A change of the path.',
    ),
    'type',
  ),
  { checks: filterChecks({ ReplaceFullPath: 'replaceFullPath', ReplacePrefixMatch: 'replacePrefixMatch' }) },
);

const corsTexts = (doc: string) => limited(list(text(), doc), { maxItems: 64 });

const externalAuth = limited(
  requiring(
    object(
      {
        protocol: oneOf(['HTTP', 'GRPC'], 'How the service is asked.'),
        backendRef: backendTargetSchema,
        grpc: object({ allowedHeaders: corsTexts('Request headers it is sent.') }, 'Settings for GRPC.'),
        http: object(
          {
            path: limited(text('Prefix of the path asked for.'), { maxLength: 1024 }),
            allowedHeaders: corsTexts('Request headers it is sent.'),
            allowedResponseHeaders: corsTexts('Headers of its answer that are sent on.'),
          },
          'Settings for HTTP.',
        ),
        forwardBody: object(
          { maxSize: whole('Bytes of the body it is sent.') },
          'Whether it is sent the body.',
        ),
      },
      'Asks a service whether a request may pass.',
    ),
    'protocol',
    'backendRef',
  ),
  { exclusive: [['grpc', 'http']] },
);

const filter = limited(
  requiring(
    object(
      {
        type: oneOf(
          [
            'RequestHeaderModifier',
            'ResponseHeaderModifier',
            'RequestMirror',
            'RequestRedirect',
            'URLRewrite',
            'ExtensionRef',
            'CORS',
            'ExternalAuth',
          ],
          'What the filter does.',
        ),
        requestHeaderModifier: headerModifierSchema('Changes headers of the request.'),
        responseHeaderModifier: headerModifierSchema('Changes headers of the response.'),
        requestMirror: requestMirrorSchema,
        requestRedirect: object(
          {
            scheme: oneOf(['http', 'https'], 'The new scheme.'),
            hostname: preciseHostnameSchema('The new host.'),
            path: pathModifier,
            port: portNumber('The new port.'),
            statusCode: limited(whole('301, 302, 303, 307 or 308; 302 by default.'), {
              checks: [
                {
                  message: 'must be 301, 302, 303, 307 or 308',
                  holds: (status: number) => [301, 302, 303, 307, 308].includes(status),
                },
              ],
            }),
          },
          'Answers with a redirect.',
        ),
        urlRewrite: object(
          { hostname: preciseHostnameSchema('The new host.'), path: pathModifier },
          'Changes host or path before the request is sent on.',
        ),
        cors: object(
          {
            allowOrigins: corsTexts('Origins that may call.'),
            allowCredentials: flag('Whether requests may carry credentials.'),
            allowMethods: corsTexts('Methods that may be used.'),
            allowHeaders: corsTexts('Request headers that may be sent.'),
            exposeHeaders: corsTexts('Response headers that scripts may read.'),
            maxAge: limited(whole('Seconds a browser may keep the answer to a preflight.'), { minimum: 1 }),
          },
          'Which other origins browsers may call from.',
        ),
        externalAuth,
        extensionRef: extensionRefSchema,
      },
      'A step every request of the rule takes.',
    ),
    'type',
  ),
  {
    checks: filterChecks({
      RequestHeaderModifier: 'requestHeaderModifier',
      ResponseHeaderModifier: 'responseHeaderModifier',
      RequestMirror: 'requestMirror',
      RequestRedirect: 'requestRedirect',
      URLRewrite: 'urlRewrite',
      CORS: 'cors',
      ExternalAuth: 'externalAuth',
      ExtensionRef: 'extensionRef',
    }),
  },
);

/** The filters of a rule or of a target, as far as rules about them look. */
export type HttpFilters = readonly ({ type?: string } | null)[];
/** How many filters of a type there are. */
export const countFilters = (filters: HttpFilters, type: string): number =>
  filters.filter((item) => item?.type === type).length;

/** Steps every request takes. */
export const httpFiltersSchema = limited(list(filter, 'Steps every request takes.'), {
  maxItems: 16,
  checks: [
    {
      message: 'may not hold both a redirect and a rewrite',
      holds: (items: HttpFilters) =>
        countFilters(items, 'RequestRedirect') === 0 || countFilters(items, 'URLRewrite') === 0,
    },
    ...['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite', 'CORS'].map(
      (type) => ({
        message: `may hold ${type} only once`,
        holds: (items: HttpFilters) => countFilters(items, type) <= 1,
      }),
    ),
  ],
});
