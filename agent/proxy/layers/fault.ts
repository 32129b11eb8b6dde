import { fallsInto } from '../../../lib/mesh/traffic/sample-percent';
import type { Layer } from '../layer';
import type { LocalReply } from '../local-reply';

/** Injects the delay of the route's fault; what comes behind it knows nothing of the wait. */
export const faultDelay: Layer = {
  name: 'fault-delay',

  onRequest(exchange) {
    const delay = exchange.route?.fault?.delay;
    if (delay === undefined || !fallsInto(delay.percent, exchange.side.random.fraction())) return undefined;
    exchange.addFlags('DI');
    exchange.delay(delay.durationMs);
    return 'wait';
  },
};

/** Injects the abort of the route's fault. */
export const faultAbort: Layer = {
  name: 'fault-abort',

  onRequest(exchange) {
    const abort = exchange.route?.fault?.abort;
    if (abort === undefined || !fallsInto(abort.percent, exchange.side.random.fraction())) return undefined;
    return composeAbort(abort);
  },
};

function composeAbort({
  grpcStatus,
  httpStatus,
}: {
  httpStatus: number | undefined;
  grpcStatus: number | undefined;
}): LocalReply {
  const code = httpStatus ?? HTTP_OF_GRPC[grpcStatus ?? -1] ?? 500;
  const reply = { code, flags: 'FI', details: 'fault_filter_abort', body: 'fault filter abort' };
  return grpcStatus === undefined ? reply : { ...reply, grpcStatus };
}

/** For clients that do not speak gRPC, as Envoy maps its statuses. */
const HTTP_OF_GRPC: Readonly<Record<number, number>> = {
  0: 200,
  1: 499,
  3: 400,
  4: 504,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  10: 409,
  11: 400,
  12: 501,
  14: 503,
  16: 401,
};
