/** Speaks on the standard error: the standard output belongs to the user's process. */
export function createLog(isQuiet: boolean): (message: string) => void {
  if (isQuiet) return () => {};
  return (message) => {
    process.stderr.write(`meshscope: ${message}\n`);
  };
}
