import { AppError } from '../../protocol/app-error';
import type { RawOption } from './raw-options';

/** The error for a value that an option cannot have: names the flag or variable, the value and what is wanted. */
export function badOption(option: RawOption, wanted: string): AppError {
  return new AppError('bad_request', `${option.source} is "${option.text}", but must be ${wanted}`);
}

/** A whole number within bounds. */
export function parseWhole(
  option: RawOption | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (option === undefined) return fallback;
  const value = Number(option.text);
  if (!/^\d+$/.test(option.text) || value < min || value > max) {
    throw badOption(option, `a whole number from ${min} to ${max}`);
  }
  return value;
}

/** A share of a hundred. */
export function parsePercent(option: RawOption | undefined, fallback: number): number {
  if (option === undefined) return fallback;
  const value = Number(option.text);
  if (option.text.trim() === '' || !(value >= 0 && value <= 100)) {
    throw badOption(option, 'a percentage from 0 to 100');
  }
  return value;
}

/** One of a few words. */
export function parseChoice<T extends string>(
  option: RawOption | undefined,
  fallback: T,
  choices: readonly T[],
): T {
  if (option === undefined) return fallback;
  const found = choices.find((choice) => choice === option.text);
  if (found === undefined) throw badOption(option, choices.join(' or '));
  return found;
}

/** A switch: a flag is `true`; a variable may also say 1, 0 or false. */
export function parseSwitch(option: RawOption | undefined): boolean {
  if (option === undefined) return false;
  const values: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };
  const value = values[option.text];
  if (value === undefined) throw badOption(option, 'true or false');
  return value;
}

/** Parts of a list separated by commas, empty ones left out. */
export function parseList(option: RawOption | undefined): string[] {
  return (option?.text.split(',') ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/** A secret long enough not to be guessed; undefined when none is given. */
export function parseSecret(option: RawOption | undefined, minLength: number): string | undefined {
  if (option === undefined) return undefined;
  if (option.text.length < minLength) {
    throw new AppError('bad_request', `${option.source} must have at least ${minLength} characters`);
  }
  return option.text;
}
