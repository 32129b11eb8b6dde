/** Keeps what the text may mean, best first: the whole name, its start, a word's start, any part, letters in order. */
export function rankByName<T extends { label: string; hint: string }>(
  entries: readonly T[],
  text: string,
): readonly T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return entries;
  const ranked = entries.map((entry) => ({ entry, rank: rankOf(entry, wanted) }));
  // Letters in order are a guess, for when nothing better is found.
  const least = ranked.some(({ rank }) => rank > 1) ? 2 : 1;
  return ranked
    .filter(({ rank }) => rank >= least)
    .sort((a, b) => b.rank - a.rank || a.entry.label.length - b.entry.label.length)
    .map(({ entry }) => entry);
}

function rankOf({ label, hint }: { label: string; hint: string }, wanted: string): number {
  const name = label.toLowerCase();
  if (name === wanted) return 6;
  if (name.startsWith(wanted)) return 5;
  if (new RegExp(`[-_. /]${escapePattern(wanted)}`).test(name)) return 4;
  if (name.includes(wanted)) return 3;
  if (`${hint}/${label}`.toLowerCase().includes(wanted)) return 2;
  return hasInOrder(name, wanted) ? 1 : 0;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function hasInOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === wanted[at]) at += 1;
  return at === wanted.length;
}
