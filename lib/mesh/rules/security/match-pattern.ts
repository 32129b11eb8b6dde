/** Istio's simple patterns of policies: `*`, `prefix*`, `*suffix`, or the whole value. */
export function matchesPattern(value: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
