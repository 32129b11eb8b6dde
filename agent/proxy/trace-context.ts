import type { HeaderBlock } from '../http1/header-block';
import { Header } from '../http1/header-id';

/** What the caller says of the trace its request belongs to; ids are absent when only a decision was sent. */
export interface IncomingTrace {
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  /** Undefined: the decision is ours. */
  readonly sampled: boolean | undefined;
}

const NOTHING: IncomingTrace = { traceId: undefined, spanId: undefined, sampled: undefined };

/** Reads W3C traceparent, else B3 in one header, else B3 in several; what is malformed counts as absent. */
export function readTraceContext(headers: HeaderBlock): IncomingTrace {
  const traceparent = headers.find(Header.traceparent);
  if (traceparent !== undefined && headers.countOf(Header.traceparent) === 1) {
    const context = parseTraceparent(traceparent);
    if (context !== undefined) return context;
  }
  const single = headers.find(Header.b3);
  if (single !== undefined) return parseSingleB3(single) ?? NOTHING;
  if (headers.has(Header.b3TraceId) || headers.has(Header.b3Sampled) || headers.has(Header.b3Flags)) {
    return readMultiB3(headers);
  }
  return NOTHING;
}

/** https://www.w3.org/TR/trace-context-2: `00-<32>-<16>-<2>`; later versions may be longer. */
export function parseTraceparent(value: string): IncomingTrace | undefined {
  if (value.length < 55 || !isLowerHex(value, 0, 2) || value.startsWith('ff')) return undefined;
  if (value.length > 55 && (value.startsWith('00') || value[55] !== '-')) return undefined;
  if (value[2] !== '-' || value[35] !== '-' || value[52] !== '-') return undefined;
  if (!isId(value, 3, 35) || !isId(value, 36, 52) || !isLowerHex(value, 53, 55)) return undefined;
  const sampled = (Number.parseInt(value.slice(53, 55), 16) & 1) === 1;
  return { traceId: value.slice(3, 35), spanId: value.slice(36, 52), sampled };
}

/** https://github.com/openzipkin/b3-propagation: `<trace>-<span>[-<state>[-<parent>]]` or the state alone. */
export function parseSingleB3(value: string): IncomingTrace | undefined {
  const [trace = '', span, state] = value.split('-', 4);
  if (span === undefined) {
    const sampled = parseB3State(trace);
    return sampled === undefined ? undefined : { ...NOTHING, sampled };
  }
  const traceId = padTraceId(trace);
  if (traceId === undefined || !isB3SpanId(span)) return undefined;
  return {
    traceId,
    spanId: span.toLowerCase(),
    sampled: state === undefined ? undefined : parseB3State(state),
  };
}

function readMultiB3(headers: HeaderBlock): IncomingTrace {
  const isDebug = headers.find(Header.b3Flags) === '1';
  const sampled = isDebug ? true : parseB3State(headers.find(Header.b3Sampled) ?? '');
  const traceId = padTraceId(headers.find(Header.b3TraceId) ?? '');
  const spanId = headers.find(Header.b3SpanId) ?? '';
  if (traceId === undefined || !isB3SpanId(spanId)) return { ...NOTHING, sampled };
  return { traceId, spanId: spanId.toLowerCase(), sampled };
}

function parseB3State(state: string): boolean | undefined {
  if (state === '1' || state === 'd' || state.toLowerCase() === 'true') return true;
  return state === '0' || state.toLowerCase() === 'false' ? false : undefined;
}

function padTraceId(value: string): string | undefined {
  const id = value.toLowerCase();
  if ((id.length !== 32 && id.length !== 16) || !isId(id, 0, id.length)) return undefined;
  return id.padStart(32, '0');
}

function isB3SpanId(value: string): boolean {
  return value.length === 16 && isId(value.toLowerCase(), 0, 16);
}

/** Lower-case hex and not all zero. */
function isId(text: string, start: number, end: number): boolean {
  if (!isLowerHex(text, start, end)) return false;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 0x30) return true;
  return false;
}

function isLowerHex(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}

/** Both forms of one context as header lines: W3C, and B3 in several headers as Istio's proxies send it. */
export function traceLines(
  traceId: string,
  spanId: string,
  parentSpanId: string | undefined,
  sampled: boolean,
): string {
  const parent = parentSpanId === undefined ? '' : `x-b3-parentspanid: ${parentSpanId}\r\n`;
  const flag = sampled ? '1' : '0';
  return `traceparent: 00-${traceId}-${spanId}-0${flag}\r\nx-b3-traceid: ${traceId}\r\nx-b3-spanid: ${spanId}\r\n${parent}x-b3-sampled: ${flag}\r\n`;
}
