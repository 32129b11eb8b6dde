import type { IncomingHttpHeaders } from 'node:http';

/** What an application must hand on so that the sidecars' spans form one trace. */
const PROPAGATED = [
  'x-request-id',
  'traceparent',
  'tracestate',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'end-user',
  'user-agent',
] as const;

/** Headers to hand on. */
export type TraceHeaders = Record<string, string>;

/** The headers of an incoming request that belong on every call it causes. */
export function traceHeaders(incoming: IncomingHttpHeaders): TraceHeaders {
  const headers: TraceHeaders = {};
  for (const name of PROPAGATED) {
    const value = incoming[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
