import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { AppError } from '../../protocol/app-error';
import { HTTP_LIMITS } from '../http/http-limits';

/** The JSON body of a request, at most `limit` bytes of it. */
export async function readBody(
  context: Context<{ Bindings: HttpBindings }>,
  limit: number = HTTP_LIMITS.bodyBytes,
): Promise<unknown> {
  // A form of another site cannot send this type without asking first.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    throw new AppError('bad_request', 'The body must be JSON (Content-Type: application/json)');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The rest of a body that is too large stays unread, and its connection is of no more use.
  const stream = context.env.incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > limit) {
      context.header('Connection', 'close');
      throw new AppError('payload_too_large', `The body has more than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AppError('bad_request', 'The body is no JSON');
  }
}
