import type { HttpMatch, HttpRedirect, HttpRewrite } from '../../config/kinds/virtual-service';
import { compilePattern, NEVER } from '../../pattern/re2';
import type { PathRewrite } from '../path-rewrite';
import type { RedirectAction } from '../route-plan';

/** What a rule's rewrite does to the path of requests that one of its matches took. */
export function planRewrite(
  rewrite: HttpRewrite | undefined,
  match: HttpMatch | undefined,
): PathRewrite | undefined {
  const regex = rewrite?.uriRegexRewrite;
  if (regex?.match !== undefined && regex.match !== '') return regexRewrite(regex.match, regex.rewrite ?? '');
  if (rewrite?.uri === undefined || rewrite.uri === '') return undefined;
  return replaceMatched(rewrite.uri, match);
}

/** The matched part is the prefix; an exact or regex match took the whole path, no match at all the leading slash. */
function replaceMatched(to: string, match: HttpMatch | undefined): PathRewrite {
  const uri = match?.uri;
  if (uri?.exact !== undefined && uri.exact !== '') return { kind: 'full', path: to };
  if (uri?.regex !== undefined && uri.regex !== '') return { kind: 'full', path: to };
  const from = uri?.prefix === undefined || uri.prefix === '' ? '/' : uri.prefix;
  return { kind: 'prefix', from, to, ignoreCase: match?.ignoreUriCase === true };
}

function regexRewrite(source: string, replacement: string): PathRewrite {
  const pattern = compilePattern(source);
  return { kind: 'regex', pattern: 'error' in pattern ? NEVER : pattern, source, replacement };
}

/**
 * The redirect of a rule: 301 and the request's own scheme, host and path, where it does not say otherwise. The port of the
 * request is that of the listener, `listenerPort`, as Istio has it.
 */
export function planRedirect(
  redirect: HttpRedirect,
  match: HttpMatch | undefined,
  listenerPort: number,
): Omit<RedirectAction, 'responseHeaders'> {
  return {
    kind: 'redirect',
    status: redirect.redirectCode || 301,
    scheme: filled(redirect.scheme),
    host: filled(redirect.authority),
    port: redirectPort(redirect, listenerPort),
    rewrite: redirectPath(redirect, match),
  };
}

function redirectPort({ port, derivePort }: HttpRedirect, listenerPort: number): RedirectAction['port'] {
  if (port !== undefined && port !== 0) return port;
  if (derivePort === 'FROM_REQUEST_PORT') return listenerPort;
  return derivePort === 'FROM_PROTOCOL_DEFAULT' ? 'protocol-default' : undefined;
}

function redirectPath(redirect: HttpRedirect, match: HttpMatch | undefined): PathRewrite | undefined {
  const regex = redirect.uriRegexRewrite;
  if (regex?.match !== undefined && regex.match !== '') return regexRewrite(regex.match, regex.rewrite ?? '');
  if (filled(redirect.prefixRewrite) !== undefined)
    return replaceMatched(redirect.prefixRewrite ?? '', match);
  return filled(redirect.uri) === undefined ? undefined : { kind: 'full', path: redirect.uri ?? '' };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
