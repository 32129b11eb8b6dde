import type { ConsoleOptions } from '../config/console-options';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a part of the path is no folder',
};

/** Calls that say the same of ports, or of other programs, mean something else. */
const FILE_CALLS: ReadonlySet<string> = new Set(['open', 'write', 'mkdir', 'rename', 'link', 'copyfile']);

/** What to do when the console's folders cannot be used; undefined for every other error. */
export function explainFileError(
  error: unknown,
  { home, dataDir }: Pick<ConsoleOptions, 'home' | 'dataDir'>,
): string | undefined {
  if (!isSystemError(error)) return undefined;
  const reason = REASONS[error.code ?? ''];
  if (reason === undefined) return undefined;
  // A write that fails does not say where.
  const place = error.path ?? (dataDir.startsWith(home) ? home : `${home} or ${dataDir}`);
  return `Cannot write ${place}: ${reason}. Choose other folders with --home and --data-dir, or mend this one.`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && FILE_CALLS.has(String(error.syscall));
}
