/**
 * What a flag of the calling proxy says about the request's way: `never` = it did not reach the destination's proxy,
 * `unsure` = it was sent, but the caller's outcome is the caller's own, `arrived` = the destination knows the outcome.
 */
export type Reach = 'arrived' | 'unsure' | 'never';

/** One of Envoy's response flags. */
export interface ResponseFlag {
  flag: string;
  /** Envoy's long name. */
  name: string;
  /** One plain sentence for people who do not know Envoy. */
  meaning: string;
  reach: Reach;
}

function flag(short: string, name: string, reach: Reach, meaning: string): ResponseFlag {
  return { flag: short, name, reach, meaning };
}

/** Every response flag Envoy can set, by its short name. */
export const RESPONSE_FLAGS: readonly ResponseFlag[] = [
  flag(
    'DC',
    'DownstreamConnectionTermination',
    'unsure',
    'The client went away before the response was complete.',
  ),
  flag('LH', 'FailedLocalHealthCheck', 'never', 'The local service failed its health check.'),
  flag('UH', 'NoHealthyUpstream', 'never', 'The service has no healthy endpoint.'),
  flag('UT', 'UpstreamRequestTimeout', 'unsure', 'The service did not answer within the timeout.'),
  flag('LR', 'LocalReset', 'unsure', 'The proxy itself reset the connection.'),
  flag('UR', 'UpstreamRemoteReset', 'unsure', 'The service reset the request.'),
  flag('UF', 'UpstreamConnectionFailure', 'never', 'No connection to the service could be made.'),
  flag(
    'UC',
    'UpstreamConnectionTermination',
    'unsure',
    'The service closed the connection before it answered.',
  ),
  flag(
    'UO',
    'UpstreamOverflow',
    'never',
    'The circuit breaker is open: too many connections or requests were waiting.',
  ),
  flag('NR', 'NoRouteFound', 'never', 'No route takes this request.'),
  flag('URX', 'UpstreamRetryLimitExceeded', 'arrived', 'All retries or connection attempts were used up.'),
  flag('NC', 'NoClusterFound', 'never', 'The route points to a destination that is not known.'),
  flag('DI', 'DelayInjected', 'arrived', 'A fault rule delayed the request.'),
  flag('FI', 'FaultInjected', 'never', 'A fault rule answered instead of the service.'),
  flag('RL', 'RateLimited', 'never', 'The rate limit was reached.'),
  flag(
    'UAEX',
    'UnauthorizedExternalService',
    'never',
    'The external authorization service denied the request.',
  ),
  flag('RLSE', 'RateLimitServiceError', 'never', 'The rate-limit service itself failed.'),
  flag('SI', 'StreamIdleTimeout', 'unsure', 'Nothing was sent or received for too long.'),
  flag('IH', 'InvalidEnvoyRequestHeaders', 'never', 'A header meant for the proxy has an invalid value.'),
  flag('DPE', 'DownstreamProtocolError', 'never', 'The client does not speak the protocol correctly.'),
  flag('UPE', 'UpstreamProtocolError', 'unsure', 'The service does not speak the protocol correctly.'),
  flag(
    'UMSDR',
    'UpstreamMaxStreamDurationReached',
    'unsure',
    'The request took longer than a request may last.',
  ),
  flag('DT', 'DurationTimeout', 'unsure', 'The connection was open longer than it may be.'),
  flag('OM', 'OverloadManagerTerminated', 'never', 'The proxy was overloaded and refused the request.'),
  flag('DF', 'DnsResolutionFailed', 'never', 'The name of the service could not be resolved.'),
  flag(
    'DO',
    'DropOverload',
    'never',
    'The request was dropped because the destination is told to shed load.',
  ),
  flag('RFCF', 'ResponseFromCacheFilter', 'never', 'The answer came from the cache of the proxy.'),
  flag('NFCF', 'NoFilterConfigFound', 'never', 'The configuration of a filter did not arrive in time.'),
  flag('DR', 'DownstreamRemoteReset', 'unsure', 'The client reset the request.'),
  flag(
    'UDO',
    'UnconditionalDropOverload',
    'never',
    'The request was dropped because the destination sheds all load.',
  ),
];

const BY_FLAG: ReadonlyMap<string, ResponseFlag> = new Map(
  RESPONSE_FLAGS.map((entry) => [entry.flag, entry]),
);

/** The flag of a short name, undefined when Envoy has none of that name. */
export function findResponseFlag(short: string): ResponseFlag | undefined {
  return BY_FLAG.get(short);
}

/** The flags of a line or a series: `UF,URX` gives both, `-` and the empty text none. */
export function splitFlags(flags: string): string[] {
  return flags === '' || flags === '-' || flags === 'unknown'
    ? []
    : flags.split(',').map((part) => part.trim());
}

/** How far a request with these flags of its calling proxy came: the flag that stopped it earliest decides. */
export function flagsReach(flags: string): Reach {
  let reach: Reach = 'arrived';
  for (const short of splitFlags(flags)) {
    const known = BY_FLAG.get(short)?.reach ?? 'arrived';
    if (known === 'never') return 'never';
    if (known === 'unsure') reach = 'unsure';
  }
  return reach;
}

/** The plain sentences of all flags in `flags`, joined; empty without any known flag. */
export function explainFlags(flags: string): string {
  return splitFlags(flags)
    .map((short) => BY_FLAG.get(short)?.meaning ?? '')
    .filter((meaning) => meaning !== '')
    .join(' ');
}
