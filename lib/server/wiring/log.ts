/** One line of the console's own log. */
export function log(line: string): void {
  console.log(line);
}

/** Reports a failure that the console lives with. */
export function logErrorsOf(part: string): (error: unknown) => void {
  return (error) => log(`${part}: ${error instanceof Error ? error.message : error}`);
}
