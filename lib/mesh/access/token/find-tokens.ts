import { findQueryValue } from '../../routing/query-value';
import type { TokenLocation, TokenRule } from './token-rules';

/** A token as it came, and where. */
export interface FoundToken {
  readonly text: string;
  readonly location: TokenLocation;
  /** The rules that look for tokens there. */
  readonly rules: readonly TokenRule[];
}

/** The parts of a request that may carry a token. */
export interface TokenCarrier {
  /** Values of a header, one a line; `name` is lower case. */
  headerValues(name: string): readonly string[];
  /** Without `?`. */
  readonly query: string;
}

/**
 * Every token at a place where some rule looks; `several` when one place holds more than one, because the app might
 * read another of them than the one that was judged.
 */
export function findTokens(
  rules: readonly TokenRule[],
  request: TokenCarrier,
): readonly FoundToken[] | 'several' {
  const found = new Map<string, FoundToken>();
  for (const rule of rules) {
    for (const location of rule.locations) {
      const key = `${location.kind} ${location.name} ${location.kind === 'header' ? location.prefix : ''}`;
      const known = found.get(key);
      if (known !== undefined) {
        found.set(key, { ...known, rules: [...known.rules, rule] });
        continue;
      }
      const texts = readLocation(location, request);
      if (texts.length > 1) return 'several';
      const [text] = texts;
      if (text !== undefined && text !== '') found.set(key, { text, location, rules: [rule] });
    }
  }
  return [...found.values()];
}

function readLocation(location: TokenLocation, request: TokenCarrier): readonly string[] {
  if (location.kind !== 'header') {
    if (location.kind === 'cookie') return readCookies(request.headerValues('cookie'), location.name);
    const value = findQueryValue(request.query, location.name);
    return value === undefined ? [] : [value, ...repeats(request.query, location.name)];
  }
  const { prefix } = location;
  return request
    .headerValues(location.name)
    .filter((value) => value.startsWith(prefix))
    .map((value) => value.slice(prefix.length).trim());
}

function repeats(query: string, name: string): readonly string[] {
  const names = query.split('&').map((part) => part.split('=', 1)[0] ?? '');
  return names.filter((one) => one === name).slice(1);
}

function readCookies(lines: readonly string[], name: string): readonly string[] {
  const pairs = lines.flatMap((line) => line.split(';')).map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
