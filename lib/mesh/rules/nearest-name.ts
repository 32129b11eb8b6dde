import type { Fix } from './finding';

/** The name that was probably meant; undefined when none is near enough. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    if (word === name || Math.abs(word.length - name.length) > (best?.distance ?? reach(name))) continue;
    const distance = editDistance(name, word);
    if (distance <= reach(name) && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { word, distance };
  }
  return best?.word;
}

/** A fix that writes the name that was probably meant. */
export function suggestName(path: string, name: string, known: Iterable<string>): Fix | undefined {
  const nearest = nearestName(name, known);
  if (nearest === undefined) return undefined;
  return { title: `Replace "${name}" by "${nearest}"`, edits: [{ path, value: nearest }] };
}

/** How many letters may be wrong. */
function reach(name: string): number {
  return Math.max(1, Math.floor(name.length / 4));
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
