import { isKnown } from './series-labels';

/** The protocol of traffic: the values of Istio's `request_protocol`. */
export type TrafficProtocol = 'http' | 'grpc' | 'tcp';

/** The code of a request that got no response. */
export const NO_RESPONSE = '-';

/** The protocol behind a `request_protocol` label; what is not http or grpc carries bytes only. */
export function protocolOf(label: string): TrafficProtocol {
  return label === 'http' || label === 'grpc' ? label : 'tcp';
}

/** The response code as shown: `-` when none came. */
export function shownCode(responseCode: string): string {
  return responseCode === '0' || !isKnown(responseCode) ? NO_RESPONSE : responseCode;
}

/** What decides between good and bad: the grpc status where there is one, else the response code; `-` for none. */
export function outcomeOf(protocol: TrafficProtocol, responseCode: string, grpcStatus: string): string {
  return protocol === 'grpc' && isKnown(grpcStatus) && grpcStatus !== NO_RESPONSE
    ? grpcStatus
    : shownCode(responseCode);
}

/** Kiali's errors: http 4xx, 5xx and no response; grpc every status but 0, and what failed before it had a status. */
export function isFailedRequest(
  protocol: TrafficProtocol,
  responseCode: string,
  grpcStatus: string,
): boolean {
  if (protocol === 'tcp') return false;
  if (protocol === 'grpc' && isKnown(grpcStatus) && grpcStatus !== NO_RESPONSE) return grpcStatus !== '0';
  const code = shownCode(responseCode);
  return code === NO_RESPONSE || code.startsWith('4') || code.startsWith('5');
}
