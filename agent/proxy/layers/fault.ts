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
  // Who does not speak gRPC reads of its status as little as from Envoy: 200 and the text.
  const code = httpStatus ?? 200;
  const reply = { code, flags: 'FI', details: 'fault_filter_abort', body: 'fault filter abort' };
  return grpcStatus === undefined ? reply : { ...reply, grpcStatus };
}
