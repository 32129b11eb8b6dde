import type { HeaderBlock } from '../../http1/header-block';
import { Header } from '../../http1/header-id';
import type { Layer } from '../layer';

/** Hands each exchange to the recorder when it is over; first in the list, so last to see the end. */
export const record: Layer = {
  name: 'record',

  onRequest(exchange) {
    const { headers } = exchange.request;
    exchange.record.userAgent = headers.find(Header.userAgent);
    exchange.record.forwardedFor = headers.find(Header.forwardedFor);
    exchange.record.contentType = headers.find(Header.contentType);
    const names = exchange.side.recorder.headersToKeep?.(exchange.record.direction);
    if (names !== undefined && names.length > 0) exchange.record.keptHeaders = keepHeaders(headers, names);
    return undefined;
  },

  onResponse(exchange) {
    exchange.record.grpcStatus = exchange.responseHeaders?.find(Header.grpcStatus) ?? '';
  },

  onEnd(exchange) {
    exchange.side.recorder.record(exchange.record);
  },
};

function keepHeaders(headers: HeaderBlock, names: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const values = headers.valuesNamed(name);
    if (values.length > 0) kept[name] = values.join(',');
  }
  return kept;
}
