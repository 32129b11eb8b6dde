/** Prints and times what the console does at its start, and undoes it in reverse at its end. */
export class Steps {
  private readonly undo: { name: string; stop: () => Promise<void> | void }[] = [];
  private readonly print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.print = print;
  }

  /** Does one step; a line says what it was and how long it took. */
  async run<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    const startedAt = performance.now();
    try {
      const result = await work();
      this.print(`${name}: ${formatSeconds(performance.now() - startedAt)}`);
      return result;
    } catch (error) {
      this.print(`${name}: failed after ${formatSeconds(performance.now() - startedAt)}`);
      throw error;
    }
  }

  /** To be done at the end, before what was added earlier. */
  onStop(name: string, stop: () => Promise<void> | void): void {
    this.undo.push({ name, stop });
  }

  /** Undoes everything, also when one part of it fails. */
  async stop(): Promise<void> {
    for (let last = this.undo.pop(); last !== undefined; last = this.undo.pop()) {
      const { name, stop } = last;
      await this.run(name, stop).catch((error: unknown) => this.print(`  ${describe(error)}`));
    }
  }
}

function formatSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
