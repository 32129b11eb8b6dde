/** Signals so soon after the first are the same wish: a terminal's ctrl+c comes from the terminal and, again, from npm. */
const SAME_WISH_MS = 2_000;

/** Stops in order at the first SIGTERM or SIGINT, and at once at one that comes later. */
export function stopOnSignal(stop: () => Promise<void>, print: (line: string) => void): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince < SAME_WISH_MS) return;
      print(`${signal} again: stopping at once`);
      process.exit(1);
    }
    stoppingSince = now;
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
