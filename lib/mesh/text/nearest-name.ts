import { editDistance } from './edit-distance';

/** The name that was probably meant; undefined when none is at most `wrongLetters` away (a quarter of them). */
export function nearestName(
  name: string,
  known: Iterable<string>,
  wrongLetters = Math.max(1, Math.floor(name.length / 4)),
): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    if (word === name || Math.abs(word.length - name.length) > (best?.distance ?? wrongLetters)) continue;
    const distance = editDistance(name, word);
    if (distance <= wrongLetters && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { word, distance };
  }
  return best?.word;
}
