/** Istio's simple patterns of policies: `*`, `prefix*`, `*suffix`, or the whole value. */
export function matchesPattern(value: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

/** Whether every value that `narrow` stands for is one that `wide` stands for. */
export function isPatternWithin(narrow: string, wide: string): boolean {
  if (wide === '*' || narrow === wide) return true;
  if (narrow === '*') return false;
  const [isSuffix, isPrefix] = [narrow.startsWith('*'), !narrow.startsWith('*') && narrow.endsWith('*')];
  if (isSuffix) return wide.startsWith('*') && narrow.endsWith(wide.slice(1));
  if (isPrefix) return wide.endsWith('*') && !wide.startsWith('*') && narrow.startsWith(wide.slice(0, -1));
  return matchesPattern(narrow, wide);
}

/** Whether some value is one that both patterns stand for. */
export function patternsMeet(a: string, b: string): boolean {
  if (isPatternWithin(a, b) || isPatternWithin(b, a)) return true;
  // A prefix and a suffix always have a value between them.
  return (a.startsWith('*') && b.endsWith('*')) || (b.startsWith('*') && a.endsWith('*'));
}
