import { Header } from '../../http1/header-id';
import type { Direction } from '../../telemetry/exchange-record';
import type { Layer } from '../layer';
import { readTraceContext, traceLines } from '../trace-context';

/** Decides whether a new trace is sampled; `fraction` is in [0, 1). */
export type Sampler = (fraction: number, direction: Direction) => boolean;

/**
 * Makes this hop's span (server inbound, client outbound) a child of the context that came, or the root of a new trace,
 * and sends the span's own context on in both forms, W3C and B3.
 */
export function createTraceLayer(sampler: Sampler): Layer {
  return {
    name: 'trace',

    onRequest(exchange) {
      const { record, request, side } = exchange;
      const { headers } = request;
      const incoming = readTraceContext(headers);
      if (incoming.traceId === undefined) headers.drop(Header.tracestate);
      record.traceId = incoming.traceId ?? side.random.traceId();
      record.parentSpanId = incoming.spanId;
      record.spanId = side.random.spanId();
      record.sampled = incoming.sampled ?? sampler(side.random.fraction(), record.direction);
      for (let i = 0; i < REPLACED.length; i++) headers.drop(REPLACED[i] as number);
      headers.appendLines(traceLines(record.traceId, record.spanId, record.parentSpanId, record.sampled));
      return undefined;
    },
  };
}

const REPLACED = [
  Header.traceparent,
  Header.b3,
  Header.b3TraceId,
  Header.b3SpanId,
  Header.b3ParentSpanId,
  Header.b3Sampled,
  Header.b3Flags,
];
