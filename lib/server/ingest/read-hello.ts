import { AppError } from '../../protocol/app-error';
import { type Hello, helloSchema } from '../../protocol/ingest/agent-message';
import { INGEST_PROTOCOL } from '../../protocol/ingest/limits';

/** The first message as a hello of our version; fails with `protocol_mismatch` or `bad_request`. */
export function readHello(message: Readonly<Record<string, unknown>>): Hello {
  if (message.type !== 'hello') throw new AppError('bad_request', 'The first message must be a hello');
  // The version comes first: a hello of another version need not fit our schema.
  if (message.protocol !== INGEST_PROTOCOL) {
    throw new AppError(
      'protocol_mismatch',
      `The agent speaks protocol ${JSON.stringify(message.protocol)}, this console ${INGEST_PROTOCOL}: ` +
        'install the same version on both sides',
    );
  }
  const parsed = helloSchema.safeParse(message);
  // PostgreSQL cannot keep it, and agents are written down many at once.
  if (parsed.success && JSON.stringify(parsed.data).includes('\\u0000')) {
    throw new AppError('bad_request', 'Cannot read the hello: a text in it has the character U+0000');
  }
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', `Cannot read the hello: ${parsed.error.message.slice(0, 500)}`);
}
