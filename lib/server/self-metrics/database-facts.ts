import type { ConsoleState } from '../../protocol/api/console';

/** What is known of the database without asking it. */
export interface DatabaseFacts {
  kind: ConsoleState['database']['kind'];
  version: string;
  /** What went wrong last, undefined when all is well. */
  message(): string | undefined;
}
