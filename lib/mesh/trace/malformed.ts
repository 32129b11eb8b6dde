/** Thrown while a trace file or message is read and is not what it says it is; its message is the reason. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Runs a reader: what it read, or why it could not. */
export function readOrReason<T>(read: () => T): { read: T } | { reason: string } {
  try {
    return { read: read() };
  } catch (error) {
    if (error instanceof Malformed) return { reason: error.message };
    throw error;
  }
}
