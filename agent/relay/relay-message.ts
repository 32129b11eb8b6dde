/** What an application sent, as it came. */
export interface RelayMessage {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  takenAtMs: number;
}

/** What an application is answered. */
export interface RelayAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Where applications send to, as at the console; Zipkin's answer to what was taken is another. */
export const RELAY_PATHS: Readonly<Record<string, { status: number }>> = {
  '/v1/traces': { status: 200 },
  '/v1/logs': { status: 200 },
  '/api/v2/spans': { status: 202 },
  '/api/v1/spans': { status: 202 },
};

/** The answer to a message that is kept for later: nobody has looked into it yet. */
export function answerKept({ path, headers }: RelayMessage): RelayAnswer {
  const status = RELAY_PATHS[path]?.status ?? 200;
  const type = headers['content-type'] ?? '';
  if (status === 202) return { status, headers: {}, body: Buffer.alloc(0) };
  const isJson = type.includes('json');
  return {
    status,
    headers: { 'content-type': isJson ? 'application/json' : 'application/x-protobuf' },
    body: Buffer.from(isJson ? '{}' : ''),
  };
}
