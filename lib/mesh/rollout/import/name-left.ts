import type { LeftField } from './imported-plan';

/** Names every field of `value` that is not among `carried`, each with the same reason. */
export function nameLeft(
  value: unknown,
  path: string,
  carried: readonly string[],
  why: string,
  left: LeftField[],
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const name of Object.keys(value)) {
    if (!carried.includes(name)) left.push({ field: `${path}.${name}`, why });
  }
}
