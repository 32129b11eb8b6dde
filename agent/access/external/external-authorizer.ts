import { compileTextMatcher, type TextMatcher } from '../../../lib/mesh/access/text-matcher';
import { parseDurationMs } from '../../../lib/mesh/config/duration';
import type { ExtAuthzGrpcProvider, ExtAuthzHttpProvider } from '../../../lib/mesh/config/kinds/mesh-config';
import type { MeshSettings } from '../../../lib/mesh/config/mesh-settings';

/** A provider of decisions, with every default filled in. */
export interface ExternalAuthorizer {
  readonly name: string;
  /** Only one of gRPC judges connections that are not HTTP. */
  readonly protocol: 'http' | 'grpc';
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly pathPrefix: string;
  readonly failOpen: boolean;
  readonly statusOnError: number;
  /** Request headers it is told of, beside method, host, path and authorization. */
  readonly isIncluded: TextMatcher;
  readonly additionalHeaders: readonly (readonly [string, string])[];
  /** Of its answer: what the app gets, and what the client gets. */
  readonly isForUpstream: TextMatcher;
  readonly isForClientOnDeny: TextMatcher;
  readonly isForClientOnAllow: TextMatcher;
  /** How much of the body it judges, too; undefined for nothing. */
  readonly body: BodyInCheck | undefined;
}

/** What of a request's body an authorizer is sent. */
export interface BodyInCheck {
  readonly maxBytes: number;
  /** Of a longer body its beginning is sent; without this it is answered with 413. */
  readonly allowsPart: boolean;
  /** Over gRPC as bytes, not as text. */
  readonly asBytes: boolean;
}

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_ERROR_STATUS = 403;

/** The one provider that CUSTOM policies of a workload name; `broken` when there are several, or none such. */
export function findExternalAuthorizer(
  names: readonly string[],
  { extensionProviders }: Pick<MeshSettings, 'extensionProviders'>,
): ExternalAuthorizer | 'broken' | undefined {
  const [name] = names;
  if (name === undefined) return undefined;
  const provider = extensionProviders.find((one) => one.name === name);
  if (names.length > 1) return 'broken';
  const { envoyExtAuthzGrpc: grpc, envoyExtAuthzHttp: http } = provider ?? {};
  if (http?.service !== undefined) return readProvider(name, http);
  return grpc?.service === undefined ? 'broken' : readGrpcProvider(name, grpc);
}

const EVERY = (): boolean => true;

/** It is told every header, and what it says counts whole. */
function readGrpcProvider(name: string, provider: ExtAuthzGrpcProvider): ExternalAuthorizer {
  return {
    ...readProvider(name, provider),
    protocol: 'grpc',
    isIncluded: EVERY,
    isForUpstream: EVERY,
    isForClientOnAllow: EVERY,
  };
}

function readProvider(name: string, provider: ExtAuthzHttpProvider): ExternalAuthorizer {
  const { service = '', headersToDownstreamOnDeny } = provider;
  const included = [
    ...(provider.includeHeadersInCheck ?? []),
    ...(provider.includeRequestHeadersInCheck ?? []),
  ];
  return {
    name,
    protocol: 'http',
    host: service.slice(service.indexOf('/') + 1),
    port: provider.port ?? 80,
    timeoutMs: parseDurationMs(provider.timeout ?? '') ?? DEFAULT_TIMEOUT_MS,
    pathPrefix: provider.pathPrefix ?? '',
    failOpen: provider.failOpen === true,
    statusOnError: readStatus(provider.statusOnError),
    isIncluded: anyName(['authorization', ...included]),
    additionalHeaders: Object.entries(provider.includeAdditionalHeadersInCheck ?? {}),
    isForUpstream: anyName(provider.headersToUpstreamOnAllow ?? []),
    // Nothing named means everything: the client sees the authorizer's whole answer.
    isForClientOnDeny: anyName(headersToDownstreamOnDeny?.length ? headersToDownstreamOnDeny : ['*']),
    isForClientOnAllow: anyName(provider.headersToDownstreamOnAllow ?? []),
    body: readBodyInCheck(provider.includeRequestBodyInCheck),
  };
}

function readBodyInCheck(
  settings: ExtAuthzHttpProvider['includeRequestBodyInCheck'],
): BodyInCheck | undefined {
  const { allowPartialMessage, maxRequestBytes = 0, packAsBytes } = settings ?? {};
  if (maxRequestBytes <= 0) return undefined;
  return {
    maxBytes: maxRequestBytes,
    allowsPart: allowPartialMessage === true,
    asBytes: packAsBytes === true,
  };
}

function readStatus(text: string | undefined): number {
  const status = Number(text);
  return Number.isInteger(status) && status >= 200 && status < 600 ? status : DEFAULT_ERROR_STATUS;
}

function anyName(values: readonly string[]): TextMatcher {
  const matchers = values.map((value) => compileTextMatcher(value.toLowerCase()));
  return (name) => matchers.some((matches) => matches(name));
}
