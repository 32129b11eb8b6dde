import { compilePattern } from '../../../pattern/re2';

/** Envoy bounds the compiled size of a pattern; its text is always shorter than that. */
const LONGEST = 1024;

/** What keeps a text from being a pattern. */
export function regexProblem(source: string): string | undefined {
  if (source.length > LONGEST)
    return `The pattern has ${source.length} characters; at most ${LONGEST} are allowed`;
  const pattern = compilePattern(source);
  return 'error' in pattern ? `"${source}" is no regular expression of RE2: ${pattern.error}` : undefined;
}
