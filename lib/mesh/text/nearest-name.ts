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
