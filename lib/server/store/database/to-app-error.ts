import { AppError, isAppError } from '../../../protocol/app-error';

/** SQLSTATE classes that mean the server is away or cannot work: connection, resources, operator, system. */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58']);
const TIMED_OUT = '57014';
/** Values the server does not take: data exceptions, integrity constraints. */
const REFUSED_CLASSES = new Set(['22', '23']);

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const DRIVER_WORDS =
  /connection terminated|not queryable|timeout exceeded when trying to connect|client was closed|cannot use a pool/i;

/** What a failure of the database means to the store's callers. */
export function toAppError(doing: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  if (code === TIMED_OUT) {
    return new AppError('overloaded', `Cannot ${doing}: it takes too long; ask for less`, undefined, {
      cause: error,
    });
  }
  if (isUnavailable(code, text)) {
    const what = code === '53100' ? 'the disk of the database is full' : text;
    return new AppError('database_unavailable', `Cannot ${doing}: ${what}`, { code }, { cause: error });
  }
  if (isRefusedValue(error)) {
    return new AppError('bad_request', `Cannot ${doing}: ${text}`, { code }, { cause: error });
  }
  return new AppError('internal', `Cannot ${doing}: ${text}`, { code }, { cause: error });
}

/** Whether the server took offence at the values, so that sending them again cannot help. */
export function isRefusedValue(error: unknown): boolean {
  const code = errorCode(error);
  return code?.length === 5 && REFUSED_CLASSES.has(code.slice(0, 2));
}

/** SQLSTATE of PostgreSQL, errno of the system, or undefined. */
export function errorCode(error: unknown): string | undefined {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const { code, originalCode } = at as { code?: unknown; originalCode?: unknown };
    if (typeof originalCode === 'string') return originalCode;
    // Prisma's own codes (P2010 ...) hide the server's one level down.
    if (typeof code === 'string' && !/^P\d{4}$/.test(code)) return code;
  }
  return undefined;
}

function isUnavailable(code: string | undefined, text: string): boolean {
  if (code === undefined) return DRIVER_WORDS.test(text) || /can't reach database/i.test(text);
  return SYSTEM_CODES.has(code) || (code.length === 5 && UNAVAILABLE_CLASSES.has(code.slice(0, 2)));
}
