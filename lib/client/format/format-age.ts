const STEPS: readonly [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** A whole-unit age: `now`, `4 s`, `12 min`, `3 h`, `5 d`. */
export function formatAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 1) return 'now';
  for (const [size, unit] of STEPS) if (seconds >= size) return `${Math.floor(seconds / size)} ${unit}`;
  return `${seconds} s`;
}

/** Relative time as a phrase: `now`, `4 s ago`, `in 3 min`. */
export function formatRelative(timeMs: number, nowMs: number): string {
  const delta = nowMs - timeMs;
  if (Math.abs(delta) < 1000) return 'now';
  return delta > 0 ? `${formatAge(delta)} ago` : `in ${formatAge(-delta)}`;
}
