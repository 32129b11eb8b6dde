import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import { HTTP_LIMITS } from '../http/http-limits';

const compress = promisify(gzip);

/** Answers with JSON: not again when the client has it already, compressed when that is worth it. */
export async function sendJson(context: Context, value: unknown): Promise<Response> {
  return await sendJsonText(context, JSON.stringify(value));
}

/** The same for what is written already. */
export async function sendJsonText(context: Context, text: string): Promise<Response> {
  const body = Buffer.from(text);
  const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`;
  context.header('Cache-Control', 'private, no-cache');
  context.header('ETag', etag);
  context.header('Vary', 'Accept-Encoding');
  if (context.req.method === 'GET' && context.req.header('if-none-match') === etag)
    return context.body(null, 304);
  context.header('Content-Type', 'application/json; charset=utf-8');
  const isWorthIt = body.length >= HTTP_LIMITS.gzipFromBytes;
  if (!isWorthIt || !/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
    return context.body(toBytes(body));
  context.header('Content-Encoding', 'gzip');
  return context.body(toBytes(await compress(body, { level: 4 })));
}

function toBytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength);
}
