/** How many series colours the tokens hold: `--series-1` to `--series-8`. */
const HUES = 8;

/**
 * A series colour for each name, as a CSS value. A name keeps its hue from one set of names to the next where it can:
 * each has a preferred hue, the first in the alphabet gets it, the others take the next that is free.
 */
export function assignColours(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const colours = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    if (taken.size === HUES) taken.clear();
    let hue = hash(name) % HUES;
    while (taken.has(hue)) hue = (hue + 1) % HUES;
    taken.add(hue);
    colours.set(name, `var(--series-${hue + 1})`);
  }
  return colours;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
