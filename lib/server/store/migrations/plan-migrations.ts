import { AppError } from '../../../protocol/app-error';
import type { Migration } from './read-migrations';

/** A row of `_prisma_migrations`. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** What is left to apply; fails with `conflict` when the database does not fit the code. */
export function planMigrations(
  code: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const known = new Map(code.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw refuse(
        `the database holds migration "${name}", which this version does not know; it was used by a newer console`,
      );
    }
    if (!finished) throw refuse(`migration "${name}" was begun by another tool and never finished`);
    if (checksum !== migration.checksum) throw refuse(`migration "${name}" was changed after it was applied`);
  }
  const done = new Set(applied.map((migration) => migration.name));
  return code.filter((migration) => !done.has(migration.name));
}

function refuse(reason: string): AppError {
  return new AppError('conflict', `Cannot use the database: ${reason}`);
}
