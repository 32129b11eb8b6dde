import { compileTextMatcher } from './text-matcher';

type Claims = Readonly<Record<string, unknown>>;

/** Whether the issuer and subject of a token are those a policy's `requestPrincipals` value stands for. */
export type RequestPrincipalMatcher = (claims: Claims | undefined) => boolean;

/**
 * Compiles a value of the form `issuer/subject`. It is taken apart at its last slash, so that a subject with a slash
 * cannot pass for one of another issuer.
 */
export function compileRequestPrincipal(value: string): RequestPrincipalMatcher {
  const [issuer, subject] = splitValue(value);
  const isIssuer = compileTextMatcher(issuer);
  const isSubject = compileTextMatcher(subject);
  return (claims) => isIssuer(readText(claims, 'iss')) && isSubject(readText(claims, 'sub'));
}

function splitValue(value: string): [string, string] {
  const slash = value.lastIndexOf('/');
  // `https://issuer*`: the last slash belongs to the scheme.
  const isScheme = slash > 0 && value[slash - 1] === '/';
  if (slash < 0 || isScheme) {
    if (value === '*') return ['*', '*'];
    return value.startsWith('*') ? ['*', value] : [value, '*'];
  }
  return [value.slice(0, slash), value.slice(slash + 1)];
}

function readText(claims: Claims | undefined, name: string): string {
  const value = claims !== undefined && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' ? value : '';
}
