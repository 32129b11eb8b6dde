import type { ErrorCode } from '@/lib/protocol/error-code';

/** The console's codes, and what only a browser can find: no console, or one that speaks another language. */
export type ClientErrorCode = ErrorCode | 'unreachable' | 'bad_answer';

/** What went wrong between the browser and the console. */
export class ClientError extends Error {
  readonly code: ClientErrorCode;
  readonly details: unknown;

  constructor(code: ClientErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'ClientError';
    this.code = code;
    this.details = details;
  }
}
