/** More names than these help nobody. */
const SHOWN = 5;

/** Names for a sentence: `a, b, c`; of many the first ones and how many more there are. */
export function nameSome(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const more = all.length - SHOWN;
  return more <= 0 ? all.join(', ') : `${all.slice(0, SHOWN).join(', ')} and ${more} more`;
}
