import { AppError } from '../../../protocol/app-error';

/** Where a page ended: numbers and texts of the sort key, opaque to callers. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The inverse; fails with `bad_request` unless the parts have the given types. */
export function readCursor<const T extends readonly ('string' | 'number')[]>(
  cursor: string,
  types: T,
): { -readonly [K in keyof T]: T[K] extends 'number' ? number : string } {
  const key = parse(cursor);
  const fits =
    Array.isArray(key) && key.length === types.length && types.every((type, i) => typeof key[i] === type);
  if (!fits) throw new AppError('bad_request', 'The cursor does not belong to this list');
  return key as never;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
