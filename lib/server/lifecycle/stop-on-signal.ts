/** Stops in order at the first SIGTERM or SIGINT, and at once at the second. */
export function stopOnSignal(stop: () => Promise<void>, print: (line: string) => void): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      print(`${signal} again: stopping at once`);
      process.exit(1);
    }
    isStopping = true;
    print(`${signal}: stopping (again to stop at once)`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        print(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
