import { quoteForShell } from './quote-for-shell';

/** Where agents look for their token unless they are told otherwise, below the user's folder. */
const DEFAULT_HOME = '/.meshscope';

/** What a command of an agent needs to find a token below `home`, with a space before it; empty for the default. */
export function homeOption(home: string): string {
  return home.endsWith(DEFAULT_HOME) ? '' : ` --home ${quoteForShell(home)}`;
}
