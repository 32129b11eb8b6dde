const UNITS: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** How long something lasted, as people say it: two units at most, `42 s`, `1 min 13 s`, `2 h`, `3 d 4 h`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const first = UNITS.findIndex(([size]) => seconds >= size);
  const [size, unit] = UNITS[first] ?? [1, 's'];
  const whole = `${Math.floor(seconds / size)} ${unit}`;
  const [nextSize, nextUnit] = UNITS[first + 1] ?? [1, ''];
  const rest = Math.floor((seconds % size) / nextSize);
  return rest === 0 ? whole : `${whole} ${rest} ${nextUnit}`;
}
