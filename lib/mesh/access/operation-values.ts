import type { AccessTest } from './access-request';
import type { MatchWidth, ValueCompiler } from './field-test';
import { readDeepPath } from './normalize-path';
import { compilePathMatcher } from './path-matcher';
import type { ValueScope } from './source-values';
import { compileTextMatcher, type TextMatcher } from './text-matcher';

/** `:authority` as sent, whatever its case; a refusing policy also takes `host:port` and `host.` for its host. */
export function hostValue({ isTcp }: ValueScope): ValueCompiler {
  return (value, width) => {
    if (isTcp) return undefined;
    const matches = compileTextMatcher(value.toLowerCase());
    return ({ host }) => {
      const sent = host.toLowerCase();
      if (matches(sent)) return true;
      const bare = withoutTrailingDot(sent);
      return width === 'wide' && (matches(bare) || matches(withoutPort(bare)));
    };
  };
}

/** The port of the workload that the connection came in at. */
export const portValue: ValueCompiler = (value) => {
  if (!/^\d{1,5}$/.test(value)) return undefined;
  const port = Number(value);
  return ({ destinationPort }) => destinationPort === port;
};

/** Methods as sent; a refusing policy also takes them in other case. */
export function methodValue({ isTcp }: ValueScope): ValueCompiler {
  return (value, width) => {
    if (isTcp) return undefined;
    const matches = compileTextMatcher(value);
    return ({ method }) => matches(method) || (width === 'wide' && matches(method.toUpperCase()));
  };
}

/** Paths without query. */
export function pathValue({ isTcp }: ValueScope): ValueCompiler {
  return (value, width) => {
    const matches = isTcp ? undefined : compilePathMatcher(value);
    return matches && pathTest(matches, value, width);
  };
}

/**
 * A path that can be read in two ways is refused if either is refused, and allowed only if it stays in what is allowed
 * when dot segments hide behind escapes or path parameters (`/public/..%2Fadmin`, `/public/..;/admin`).
 */
function pathTest(matches: TextMatcher, value: string, width: MatchWidth): AccessTest {
  // A policy that speaks of escapes means them as they stand.
  if (/[%;\\]|\/\//.test(value)) return ({ path }) => matches(path);
  return ({ path }) => {
    const isMatch = matches(path);
    if (isMatch === (width === 'wide')) return isMatch;
    const deep = readDeepPath(path);
    if (deep === undefined) return isMatch;
    return width === 'wide' ? matches(deep.path) : !deep.climbs || matches(deep.path);
  };
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '');
}

function withoutTrailingDot(host: string): string {
  return host.replace(/\.(?=$|:\d*$)/, '');
}
