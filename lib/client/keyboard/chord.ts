/** The parts of a keyboard event that name a key. */
export type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** One stroke as text: `k`, `?`, `ctrl+k`, `Escape`; the command key counts as ctrl. Shift shows in the key itself. */
export function strokeOf({ key, ctrlKey, metaKey, altKey }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}${name}`;
}

/** Adds a stroke to what was typed so far and finds the binding, or learns that more may come. */
export function matchStrokes(
  typed: readonly string[],
  bound: Iterable<string>,
): { keys: string } | 'more' | undefined {
  const text = typed.join(' ');
  let more = false;
  for (const keys of bound) {
    if (keys === text) return { keys };
    if (keys.startsWith(`${text} `)) more = true;
  }
  return more ? 'more' : undefined;
}
