import { isAppError } from '../../../protocol/app-error';

interface Caller<T> {
  rows: readonly T[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Inserts for many callers: one statement runs at a time, and what comes meanwhile shares the next one, so that
 * thousands of agents that arrive together need a few statements and one connection.
 */
export class GatheredInserts<T> {
  private readonly insert: (rows: readonly T[]) => Promise<void>;
  private readonly atOnce: number;
  private waiting: Caller<T>[] = [];
  private isRunning = false;

  /** `insert` writes rows, those of one caller or of several; about `atOnce` of them go together. */
  constructor(insert: (rows: readonly T[]) => Promise<void>, atOnce: number) {
    this.insert = insert;
    this.atOnce = atOnce;
  }

  /** Resolves when the rows are written. */
  write(rows: readonly T[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ rows, resolve, reject });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) await this.writeFor(this.takeRound());
    this.isRunning = false;
  }

  private takeRound(): Caller<T>[] {
    let rows = 0;
    let callers = 0;
    for (const { rows: more } of this.waiting) {
      if (callers > 0 && rows + more.length > this.atOnce) break;
      rows += more.length;
      callers++;
    }
    return this.waiting.splice(0, callers);
  }

  private async writeFor(callers: readonly Caller<T>[]): Promise<void> {
    try {
      await this.insert(callers.flatMap(({ rows }) => rows));
      for (const { resolve } of callers) resolve();
    } catch (error) {
      const isOneToBlame = isAppError(error) && error.code === 'bad_request' && callers.length > 1;
      // A value that the database refuses is its own caller's trouble alone.
      if (isOneToBlame) for (const caller of callers) await this.writeFor([caller]);
      else for (const { reject } of callers) reject(error);
    }
  }
}
