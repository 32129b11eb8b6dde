import type { Context } from 'hono';
import { AppError, isAppError } from '../../protocol/app-error';

const TYPE = 'application/x-ndjson';

/** Whether a client asks for an answer bit by bit. */
export function wantsLines(accept: string | undefined): boolean {
  return accept?.includes(TYPE) === true;
}

/**
 * Answers with one line of JSON a step, as steps are made; the steps end when the client goes away. What fails before the first
 * step is an error as any other, what fails later is told in a last line.
 */
export async function sendLines(
  context: Context,
  walk: (signal: AbortSignal) => AsyncIterable<unknown>,
  log: (line: string) => void,
): Promise<Response> {
  const gone = new AbortController();
  const steps = walk(gone.signal)[Symbol.asyncIterator]();
  let next: IteratorResult<unknown> | undefined = await steps.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      try {
        const { done, value } = next ?? (await steps.next());
        next = undefined;
        if (done === true) stream.close();
        else stream.enqueue(line(value));
      } catch (error) {
        if (gone.signal.aborted) return;
        stream.enqueue(line({ error: tell(error, context, log) }));
        stream.close();
      }
    },
    cancel() {
      gone.abort();
    },
  });
  context.header('Cache-Control', 'no-store');
  context.header('Content-Type', `${TYPE}; charset=utf-8`);
  // Proxies in front of the console must not gather what is meant to be seen at once.
  context.header('X-Accel-Buffering', 'no');
  return context.body(body);
}

function line(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}

function tell(error: unknown, context: Context, log: (line: string) => void) {
  if (!isAppError(error)) {
    log(`${context.req.method} ${context.req.path} failed: ${error instanceof Error ? error.stack : error}`);
  }
  const { code, message } = isAppError(error)
    ? error
    : new AppError('internal', 'The console failed to answer; its log says why');
  return { code, message };
}
