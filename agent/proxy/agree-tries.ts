import type { RoutePlan } from '../../lib/mesh/routing/route-plan';
import { boundGrpcTimeout, formatGrpcTimeout } from '../../lib/mesh/traffic/grpc-timeout';
import { Header } from '../http1/header-id';
import { isGrpc } from './body-kind';
import { type AgreedTries, type CallerSays, readCallerWishes } from './caller-wishes';
import type { ExchangeView } from './exchange-view';

/**
 * How often and how long a request is tried: by its route, by the deadline of a client of gRPC, by Envoy's headers. The
 * upstream is told how long anybody waits for it.
 */
export function agreeTries(plan: RoutePlan, exchange: ExchangeView, callers: CallerSays): AgreedTries {
  const { headers } = exchange.request;
  const isOfGrpc = isGrpc(exchange.record.contentType);
  const base = isOfGrpc ? withGrpcTimeout(plan, headers.find(Header.grpcTimeout)) : plan;
  const agreed = readCallerWishes(headers, base, callers);
  const expectedMs = findExpectedMs(agreed);
  if (expectedMs === undefined) return agreed;
  headers.append('x-envoy-expected-rq-timeout-ms', String(expectedMs));
  if (isOfGrpc) headers.replace('grpc-timeout', formatGrpcTimeout(expectedMs));
  return agreed;
}

function withGrpcTimeout({ retries, timeoutMs }: RoutePlan, asked: string | undefined): AgreedTries {
  return { retries, timeoutMs: boundGrpcTimeout(asked, timeoutMs) };
}

/** How long one try may take; undefined: as long as it likes. */
function findExpectedMs({ retries, timeoutMs }: AgreedTries): number | undefined {
  const tryMs = retries?.perTryTimeoutMs;
  return tryMs === undefined || timeoutMs === undefined ? (tryMs ?? timeoutMs) : Math.min(tryMs, timeoutMs);
}
