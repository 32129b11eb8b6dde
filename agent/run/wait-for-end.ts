/** Signals so soon after the first are the same wish, sent by a terminal to its whole group and by whoever started us. */
const SAME_WISH_MS = 2_000;

/** Resolves at the first SIGTERM or SIGINT; one that comes later ends the process at once. */
export function waitForEnd(): Promise<void> {
  return new Promise((resolve) => {
    let endingSince: number | undefined;
    const end = () => {
      const now = performance.now();
      if (endingSince === undefined) {
        endingSince = now;
        resolve();
      } else if (now - endingSince >= SAME_WISH_MS) {
        process.exit(1);
      }
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
}
