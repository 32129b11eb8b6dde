/**
 * Whoever read what this process prints may be gone before it: what is printed then is lost, which must neither end the
 * process nor be reported, since a report would be printed too.
 */
export function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
