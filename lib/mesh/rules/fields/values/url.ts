/** Scheme, in lower case, and port of a URL; undefined for a text that is none. */
export function parseUrl(text: string): { scheme: string; port: string } | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no URL has them
  if (/[\u0000-\u0020\u007f]|%(?![0-9a-f]{2})/i.test(text)) return undefined;
  const match =
    /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:[\]\\]*)(?::([^/?#]*))?)?(?=[/?#]|$)/i.exec(
      text,
    );
  if (match === null) return undefined;
  const port = match[3] ?? '';
  return /^\d*$/.test(port) ? { scheme: (match[1] ?? '').toLowerCase(), port } : undefined;
}
