/** Prints a number with at most three significant digits and a width that depends on its magnitude only. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value < 0) return `−${threeDigits(-value)}`;
  if (value === 0) return '0';
  if (value < 0.005) return '<0.01';
  if (Number.isInteger(value) && value < 1000) return String(value);
  if (value < 9.995) return value.toFixed(2);
  if (value < 99.95) return value.toFixed(1);
  return roundToThree(value).toLocaleString('en-US');
}

/** Rounds to three significant digits. */
export function roundToThree(value: number): number {
  return Number(value.toPrecision(3));
}
