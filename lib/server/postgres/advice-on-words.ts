/** What to add to the words of a server program that ended; empty when they say enough. */
export function adviceOnWords(words: string): string {
  return /No space left on device/i.test(words) ? ' The disk is full.' : '';
}
