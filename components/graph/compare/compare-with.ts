/** What a window can be held against, as the address bar has it: `previous`, seconds ago, or `@` and where it starts. */
export const BASES = [
  { value: 'none', label: 'Nothing' },
  { value: 'previous', label: 'Window before' },
  { value: '86400', label: 'Yesterday' },
  { value: '604800', label: 'Last week' },
  { value: 'custom', label: 'Another time' },
] as const;

/** One choice of the menu. */
export type Base = (typeof BASES)[number]['value'];

/** The parameters of a comparison; undefined for none, and for text that says nothing. */
export function readBase(text: string | undefined): { ago?: number; baseFrom?: number } | undefined {
  if (text === undefined) return undefined;
  if (text === 'previous') return {};
  const number = Number(text.replace('@', ''));
  if (!Number.isInteger(number) || number <= 0) return undefined;
  return text.startsWith('@') ? { baseFrom: number } : { ago: number };
}

/** The choice that the menu shows for an address. */
export function baseOf(text: string | undefined): Base {
  if (readBase(text) === undefined) return 'none';
  return BASES.find(({ value }) => value === text)?.value ?? 'custom';
}

/** The address of a choice; another time starts out an hour before the window. */
export function printBase(base: Base, fromMs: number): string | undefined {
  if (base === 'none') return undefined;
  return base === 'custom' ? `@${Math.floor(fromMs / 1_000) * 1_000 - 3_600_000}` : base;
}
