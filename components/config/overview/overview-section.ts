/** One paragraph of what an object means: facts, and where requests go. */
export interface OverviewSection {
  title: string;
  facts: readonly { label: string; value: string }[];
  /** Shares of requests, in percent. */
  shares?: readonly { label: string; percent: number }[];
}

/** A fact with something to say; nothing for what is not written. */
export function fact(label: string, value: unknown): { label: string; value: string }[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ label, value: value.map(String).join(', ') }];
  return [{ label, value: String(value) }];
}
