import { editDistance } from './edit-distance';

/** The name that was probably meant; undefined when none is at most `wrongLetters` away (a quarter of them). */
export function nearestName(
  name: string,
  known: Iterable<string>,
  wrongLetters?: number,
): string | undefined {
  return nearestNames(name, known, wrongLetters)[0];
}

/** Every name that is as near as the nearest, in the order of `known`. */
export function nearestNames(
  name: string,
  known: Iterable<string>,
  wrongLetters = Math.max(1, Math.floor(name.length / 4)),
): string[] {
  let least = wrongLetters;
  let nearest: string[] = [];
  for (const word of new Set(known)) {
    if (word === name || Math.abs(word.length - name.length) > least) continue;
    const distance = editDistance(name, word);
    if (distance > least) continue;
    if (distance < least) nearest = [];
    least = distance;
    nearest.push(word);
  }
  return nearest;
}
