import type { JudgedResponse } from '../../lib/mesh/traffic/judge-retry';
import type { TryOutcome } from '../../lib/mesh/traffic/outlier-detector';
import { Header } from '../http1/header-id';
import type { ResponseHead } from '../http1/response-head';

/** What retry rules look at. */
export function judgedResponseOf({ headers, status }: ResponseHead): JudgedResponse {
  return {
    status,
    grpcStatus: headers.find(Header.grpcStatus) ?? '',
    isRateLimited: headers.has(Header.rateLimited),
  };
}

/** gRPC's statuses as HTTP's, as Envoy maps them for outlier detection; others are fine. */
const GRPC_FAILURES: Readonly<Record<string, number>> = {
  '2': 500,
  '4': 504,
  '8': 429,
  '12': 501,
  '13': 500,
  '14': 503,
  '15': 500,
};

/** What outlier detection counts: a gRPC answer says in its own words how it went. */
export function outcomeOf({ headers, status }: ResponseHead): TryOutcome {
  const grpcStatus = headers.find(Header.grpcStatus);
  const code = grpcStatus === undefined ? status : (GRPC_FAILURES[grpcStatus] ?? 200);
  return { kind: 'status', code };
}
