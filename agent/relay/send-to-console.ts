import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { RelayAnswer, RelayMessage } from './relay-message';

const TIMEOUT_MS = 10_000;
/** The console's answers are short. */
const MOST_ANSWER_BYTES = 64 * 1024;
/** What of an answer an application needs. */
const PASSED_ON = ['content-type', 'retry-after', 'x-rejected-spans'];

/** Hands a message to the console; undefined when it cannot be reached. */
export function sendToConsole(
  consoleUrl: string,
  token: string,
  { path, headers, body }: RelayMessage,
): Promise<RelayAnswer | undefined> {
  const url = new URL(path, consoleUrl);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: 'POST',
        timeout: TIMEOUT_MS,
        headers: { ...headers, 'content-length': body.length, authorization: `Bearer ${token}` },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= MOST_ANSWER_BYTES) chunks.push(chunk);
        });
        response.on('error', () => resolve(undefined));
        response.on('end', () => {
          const passed = PASSED_ON.flatMap((name) => {
            const value = response.headers[name];
            return typeof value === 'string' ? [[name, value] as const] : [];
          });
          resolve({
            status: response.statusCode ?? 502,
            headers: Object.fromEntries(passed),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
    request.end(body);
  });
}
