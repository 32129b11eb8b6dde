import { Malformed } from './malformed';

/** An object read from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; `what` names it in the reason. */
export function asObject(value: unknown, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Malformed(`${what} is no object`);
}

/** The value as a list; absent is empty. */
export function asList(value: unknown, what: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Malformed(`${what} is no list`);
}

/** The value as a text; absent is empty. */
export function asText(value: unknown, what: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw new Malformed(`${what} is no text`);
}

/** The value as a finite number; absent is 0. Protobuf's JSON writes large numbers as texts. */
export function asNumber(value: unknown, what: string): number {
  if (value === undefined || value === null) return 0;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Malformed(`${what} is no number`);
}
