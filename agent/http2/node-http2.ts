let http2: typeof import('node:http2') | undefined;

/** Node's HTTP/2, loaded with the first connection that speaks it: most sidecars carry none. */
export function nodeHttp2(): typeof import('node:http2') {
  http2 ??= process.getBuiltinModule('node:http2');
  return http2;
}
