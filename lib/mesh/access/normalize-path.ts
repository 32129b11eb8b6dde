import type { PathNormalization } from '../config/mesh-settings';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
const SEVERAL_SLASHES = /\/{2,}/g;

/**
 * A request's path, without query, as policies see it and the app gets it. BASE decodes what needs no escape, writes
 * other escapes in upper case, takes `\` for `/` and resolves dot segments (RFC 3986 6.2.2); MERGE_SLASHES then
 * makes several slashes one; DECODE_AND_MERGE_SLASHES decodes `%2F` and `%5C` before. Undefined for a path that must be
 * refused: one with a NUL or a fragment, which apps read differently.
 */
export function normalizePath(path: string, mode: PathNormalization = 'BASE'): string | undefined {
  if (mode === 'NONE' || isPlain(path)) return path;
  if (path.includes('#') || path.includes('%00')) return undefined;
  const decodesSlashes = mode === 'DECODE_AND_MERGE_SLASHES';
  const text = path
    .replaceAll(/%[\da-f]{2}/gi, (encoded) => {
      const char = charOf(encoded);
      if (UNRESERVED.test(char)) return char;
      return decodesSlashes && (char === '/' || char === '\\') ? '/' : encoded.toUpperCase();
    })
    .replaceAll('\\', '/');
  const resolved = resolveDots(text);
  return mode === 'BASE' ? resolved : resolved.replaceAll(SEVERAL_SLASHES, '/');
}

/** How a lenient app may read a path, beside what it says. */
export interface DeepPath {
  /** Decoded to the end, without path parameters (`;x=y`), slashes merged, dot segments resolved. */
  readonly path: string;
  /** Dot segments came to light: the path leaves the place it seems to be in. */
  readonly climbs: boolean;
}

/** The path as the most lenient app reads it; undefined when there is but one way to read it. */
export function readDeepPath(path: string): DeepPath | undefined {
  if (isPlain(path)) return undefined;
  let text = path;
  for (let round = 0; round < DECODE_ROUNDS && text.includes('%'); round++) {
    const decoded = text.replaceAll(/%[\da-f]{2}/gi, charOf);
    if (decoded === text) break;
    text = decoded;
  }
  text = text
    .replaceAll('\\', '/')
    .replaceAll(/;[^/]*/g, '')
    .replaceAll(SEVERAL_SLASHES, '/');
  const resolved = resolveDots(text);
  return resolved === path ? undefined : { path: resolved, climbs: resolved !== text };
}

/** Some apps stand behind proxies that decode, too. */
const DECODE_ROUNDS = 3;

function charOf(encoded: string): string {
  return String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
}

/** Most paths hold nothing that could be read in two ways. */
function isPlain(path: string): boolean {
  for (let i = 0; i < path.length; i++) {
    const char = path.charCodeAt(i);
    if (char === PERCENT || char === BACKSLASH || char === SEMICOLON || char === HASH) return false;
    if (char === SLASH) {
      const next = path.charCodeAt(i + 1);
      if (next === DOT || next === SLASH) return false;
    }
  }
  return true;
}

const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const SEMICOLON = 0x3b;
const HASH = 0x23;
const SLASH = 0x2f;
const DOT = 0x2e;

/** Climbing above the root stays there, as in every browser. */
function resolveDots(path: string): string {
  if (!path.includes('/.')) return path;
  const segments = path.split('/').slice(1);
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isDots = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    if (!isDots) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
