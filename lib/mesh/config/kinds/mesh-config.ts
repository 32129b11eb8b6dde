import {
  anything,
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
import { retriesSchema } from './http-actions';
import { localitySchema } from './load-balancer';

const headerNames = list(text());

const bodyInCheck = object(
  {
    maxRequestBytes: whole('Bytes of the body that are sent at most.'),
    allowPartialMessage: flag('Sends the beginning of longer bodies; without it they are answered with 413.'),
    packAsBytes: flag('Over gRPC as bytes, not as text.'),
  },
  'The body of the request goes to the authorizer, too.',
);

const extAuthzHttp = object({
  service: text('The authorizer: `[NAMESPACE/]HOST`.'),
  port: whole(),
  timeout: duration('600s by default.'),
  pathPrefix: text('Goes before the path of the request that is judged.'),
  failOpen: flag('Lets requests pass while the authorizer fails; false by default.'),
  clearRouteCache: flag(),
  statusOnError: text('403 by default.'),
  includeHeadersInCheck: headerNames,
  includeRequestHeadersInCheck: headerNames,
  includeAdditionalHeadersInCheck: map(text()),
  includeRequestBodyInCheck: bodyInCheck,
  headersToUpstreamOnAllow: headerNames,
  headersToDownstreamOnDeny: headerNames,
  headersToDownstreamOnAllow: headerNames,
});

const extAuthzGrpc = object({
  service: text('The authorizer: `[NAMESPACE/]HOST`.'),
  port: whole(),
  timeout: duration('600s by default.'),
  failOpen: flag('Lets requests and connections pass while the authorizer fails; false by default.'),
  clearRouteCache: flag(),
  statusOnError: text('403 by default.'),
  includeRequestBodyInCheck: bodyInCheck,
});

const extensionProvider = object({
  name: text(),
  envoyExtAuthzHttp: extAuthzHttp,
  envoyExtAuthzGrpc: extAuthzGrpc,
  envoyFileAccessLog: object({ path: text(), logFormat: object({ text: text(), labels: map(text()) }) }),
  envoyHttpAls: anything(),
  envoyTcpAls: anything(),
  envoyOtelAls: anything(),
  prometheus: anything(),
  stackdriver: anything(),
  zipkin: anything(),
  opentelemetry: anything(),
  lightstep: anything(),
  datadog: anything(),
  skywalking: anything(),
  opencensus: anything(),
});

const exportTo = list(text());

const defaults = {
  defaultHttpRetryPolicy: retriesSchema,
  connectTimeout: duration(),
  h2UpgradePolicy: oneOf(['DO_NOT_UPGRADE', 'UPGRADE']),
  localityLbSetting: localitySchema,
  defaultServiceExportTo: exportTo,
  defaultVirtualServiceExportTo: exportTo,
  defaultDestinationRuleExportTo: exportTo,
};
const defaultsSchema = object(defaults);

/** What holds in the whole mesh where no rule says otherwise, in place of Istio's own defaults. */
export type MeshDefaults = Infer<typeof defaultsSchema>;

/** The defaults of a MeshConfig; undefined where it names none. */
export function defaultsOf(config: MeshDefaults): MeshDefaults | undefined {
  const names = Object.keys(defaults) as (keyof MeshDefaults)[];
  const named = names.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]] as const]));
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** What of Istio's MeshConfig the mesh obeys, as it is written. */
export const MESH_CONFIG_SCHEMA = object({
  ...defaults,
  rootNamespace: text(),
  trustDomain: text(),
  trustDomainAliases: list(text()),
  enableAutoMtls: flag(),
  outboundTrafficPolicy: object({ mode: oneOf(['ALLOW_ANY', 'REGISTRY_ONLY']) }),
  pathNormalization: object({
    normalization: oneOf(['DEFAULT', 'NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES']),
  }),
  extensionProviders: list(extensionProvider),
  defaultProviders: object({ accessLogging: list(text()), tracing: list(text()), metrics: list(text()) }),
  accessLogFile: text(),
  defaultConfig: object({ gatewayTopology: object({ numTrustedProxies: whole() }) }),
});

export type ExtensionProvider = Infer<typeof extensionProvider>;
export type ExtAuthzHttpProvider = Infer<typeof extAuthzHttp>;
export type ExtAuthzGrpcProvider = Infer<typeof extAuthzGrpc>;
