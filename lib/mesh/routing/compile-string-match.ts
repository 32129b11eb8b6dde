import type { StringMatch } from '../config/kinds/virtual-service';
import { compilePattern } from '../pattern/re2';

/** A compiled condition on one text. */
export type TextTest = (text: string) => boolean;

/**
 * Compiles a StringMatch; undefined means "present", which is what one without a field and the regex `*` ask for; an
 * `exact` that is empty asks for empty text. An invalid pattern matches nothing: the validator reports it, the mesh goes on.
 */
export function compileStringMatch(match: StringMatch, ignoreCase = false): TextTest | undefined {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  if (match.exact !== undefined) {
    const wanted = fold(match.exact);
    return (text) => fold(text) === wanted;
  }
  if (match.prefix !== undefined && match.prefix !== '') {
    const wanted = fold(match.prefix);
    return (text) => fold(text).startsWith(wanted);
  }
  if (match.regex !== undefined && match.regex !== '' && match.regex !== '*') {
    const pattern = compilePattern(match.regex);
    return 'error' in pattern ? () => false : (text) => pattern.matches(text);
  }
  return undefined;
}
