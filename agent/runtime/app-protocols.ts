/** What the proxy speaks to the app; of TCP it speaks nothing. */
export const APP_PROTOCOLS = { http: 'http1', grpc: 'http2', tcp: 'http1', auto: 'client' } as const;
