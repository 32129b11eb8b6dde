/** Shorter texts fit most places whole. */
const SHORTEST = 24;
/** How much of the end stays in sight. */
const TAIL = 12;

/**
 * A text in two parts, of which only the first is shortened when room is short: the end of a host, port or path tells it from
 * its like. The end begins at a separator where one is near; undefined for texts too short to be worth it.
 */
export function splitForMiddle(text: string): { head: string; tail: string } | undefined {
  if (text.length < SHORTEST) return undefined;
  const least = text.length - TAIL;
  const near = text.slice(least, -4).search(/[./:\s-]/);
  const at = near < 0 ? least : least + near;
  return { head: text.slice(0, at), tail: text.slice(at) };
}
