import { AppError } from '../../protocol/app-error';

/** An agent's text as a message of some type; fails with `bad_request`. */
export function readMessage(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below like any other text that is no message.
  }
  throw new AppError('bad_request', 'Cannot read a message: it is no JSON object');
}

type Parsed<T> = { success: true; data: T } | { success: false; error: { message: string } };

/** The result of a schema's check; fails with `bad_request`, naming the type of the message. */
export function checkMessage<T>(parsed: Parsed<T>, type: string): T {
  if (parsed.success) return parsed.data;
  throw new AppError(
    'bad_request',
    `Cannot read a message of type "${type}": ${parsed.error.message.slice(0, 500)}`,
  );
}
