type Claims = Readonly<Record<string, unknown>>;

const PREFIX = 'request.auth.claims';
/** Claims that hold several words in one text, as OAuth writes scopes. */
const SPACE_DELIMITED = ['scope', 'permission'];

/** The path that `request.auth.claims[a][b]` names; undefined for another key. */
export function parseClaimKey(key: string): string[] | undefined {
  if (!key.startsWith(`${PREFIX}[`) || !key.endsWith(']')) return undefined;
  const path = key.slice(PREFIX.length + 1, -1).split('][');
  return path.some((part) => part === '' || /[[\]]/.test(part)) ? undefined : path;
}

/** Claims with texts of several words taken apart to lists: those of OAuth, and those a rule names. */
export function splitSpaceDelimited(claims: Claims, names: readonly string[] = []): Claims {
  const split: Record<string, unknown> = { ...claims };
  for (const name of [...SPACE_DELIMITED, ...names]) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (typeof value === 'string') split[name] = value.split(' ').filter((word) => word !== '');
  }
  return split;
}

/** What stands at a path of claims; undefined where nothing does. */
export function findClaim(claims: Claims | undefined, path: readonly string[]): unknown {
  let value: unknown = claims;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** The texts of a claim: one, or those of a list. Numbers, booleans and objects are none, as in Envoy. */
export function claimTexts(claims: Claims | undefined, path: readonly string[]): string[] {
  const value = findClaim(claims, path);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
