import { Header } from '../../http1/header-id';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';

/** Inbound: the span's name comes from the caller's proxy, or goes back to it; the app never sees it. */
export function createInboundHeadersLayer(ownOperation: string): Layer {
  return {
    name: 'envoy-headers',

    onRequest(exchange) {
      const { headers } = exchange.request;
      exchange.record.operation = headers.find(Header.decoratorOperation) ?? ownOperation;
      headers.drop(Header.decoratorOperation);
      return undefined;
    },

    onResponse(exchange) {
      setResponseHeaders(exchange, 'istio-envoy');
      if (exchange.request.headers.has(Header.decoratorOperation)) return;
      exchange.responseHeaders?.set(Header.decoratorOperation, ownOperation);
    },
  };
}

/** Outbound: names the span by the service and route asked for; the destination's proxy may know better. */
export const outboundHeaders: Layer = {
  name: 'envoy-headers',

  onRequest(exchange) {
    const { record, request } = exchange;
    const { service } = record;
    record.operation = service === undefined ? `${record.authority}/*` : `${service.host}:${service.port}/*`;
    request.headers.drop(Header.attemptCount);
    request.headers.drop(Header.decoratorOperation);
    if (service !== undefined) request.headers.append('x-envoy-decorator-operation', record.operation);
    return undefined;
  },

  onResponse(exchange) {
    setResponseHeaders(exchange, 'envoy');
    const headers = exchange.responseHeaders;
    const operation = headers?.find(Header.decoratorOperation);
    if (operation === undefined) return;
    if (operation !== '') exchange.record.operation = operation;
    headers?.drop(Header.decoratorOperation);
  },
};

/** The proxy speaks as the server; how long the upstream took to answer is only known when it did. */
function setResponseHeaders(exchange: ExchangeView, server: string): void {
  const { record, responseHeaders } = exchange;
  if (responseHeaders === undefined) return;
  responseHeaders.set(Header.server, server);
  if (record.responseStartAfterMs < 0) return;
  const sentAfterMs = Math.max(record.requestSentAfterMs, record.connectedAfterMs);
  record.upstreamServiceTimeMs = Math.max(0, Math.floor(record.responseStartAfterMs - sentAfterMs));
  responseHeaders.set(Header.upstreamServiceTime, String(record.upstreamServiceTimeMs));
}
