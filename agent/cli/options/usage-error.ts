/** The command was called wrongly; the message names the flag and the value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Where a verb has a code of its own for it. */
  readonly exitCode: number | undefined;

  constructor(message: string, exitCode?: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
