import type { Pattern } from '../pattern/re2';

/** How the path (without query) of a request changes. */
export type PathRewrite =
  /** Replaces the first characters, as VirtualServices do: no slash is added or taken away. */
  | { kind: 'prefix'; from: string; to: string; ignoreCase: boolean }
  /** Replaces whole path elements, as the Gateway API does: slashes at the seam are kept right. */
  | { kind: 'segments'; from: string; to: string }
  | { kind: 'full'; path: string }
  | { kind: 'regex'; pattern: Pattern; source: string; replacement: string };

/** The path that a rewrite makes of `path`; both without query. */
export function rewritePath(rewrite: PathRewrite, path: string): string {
  switch (rewrite.kind) {
    case 'full':
      return rewrite.path;
    case 'regex':
      return rewrite.pattern.replaceAll(path, rewrite.replacement);
    case 'prefix':
      return startsWith(path, rewrite.from, rewrite.ignoreCase)
        ? rewrite.to + path.slice(rewrite.from.length)
        : path;
    case 'segments':
      return rewriteSegments(path, rewrite.from, rewrite.to);
  }
}

function startsWith(path: string, prefix: string, ignoreCase: boolean): boolean {
  return ignoreCase ? path.toLowerCase().startsWith(prefix.toLowerCase()) : path.startsWith(prefix);
}

function rewriteSegments(path: string, from: string, to: string): string {
  const prefix = from.endsWith('/') ? from.slice(0, -1) : from;
  if (path !== prefix && !path.startsWith(`${prefix}/`)) return path;
  const rest = path.slice(prefix.length);
  const base = to.endsWith('/') && rest.startsWith('/') ? to.slice(0, -1) : to;
  const result = base + rest;
  return result.startsWith('/') ? result : `/${result}`;
}
