import { toAppError } from '../database/to-app-error';

/** Runs one act on the records; `doing` completes "Cannot ...". */
export async function recording<T>(doing: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw toAppError(doing, error);
  }
}
