import { isKnown } from '../metrics/series-labels';
import type { TrafficEnd } from './node-identity';

const ADDRESS = /^(\d{1,3}\.){3}\d{1,3}(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i;

/** Labels that contradict each other, as some proxies emit them; Kiali leaves such series out too. */
export function isBadTelemetry(source: TrafficEnd, destination: TrafficEnd): boolean {
  const hasNamelessSource = isKnown(source.namespace) && !isKnown(source.workload) && !isKnown(source.app);
  const isNobodysAddress =
    ADDRESS.test(destination.service) && !isKnown(destination.workload) && !isKnown(destination.app);
  return hasNamelessSource || isNobodysAddress;
}

const EGRESS_GATEWAY = 'istio-egressgateway';

/** Calls to Istio's egress gateway name only its host; the gateway itself is what answers. */
export function resolveEgressGateway(end: TrafficEnd): TrafficEnd {
  if (isKnown(end.workload) || !end.service.startsWith(`${EGRESS_GATEWAY}.`)) return end;
  const namespace = end.service.split('.')[1] ?? '';
  return {
    ...end,
    namespace,
    workload: EGRESS_GATEWAY,
    app: EGRESS_GATEWAY,
    serviceNamespace: namespace,
    service: EGRESS_GATEWAY,
  };
}
