import type { CST } from 'yaml';

/** Levels of lists and mappings within one another; Istio's deepest object has about twenty. */
const DEEPEST = 100;

/**
 * Where a parsed document goes deeper than anybody means. The parser itself keeps a stack of its own, but what makes
 * values of its tokens calls itself, so that a text of brackets would end in an exhausted stack somewhere.
 */
export function findTooDeep(document: CST.Token): number | undefined {
  const open: { token: CST.Token; depth: number }[] = [{ token: document, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return token.offset;
    for (const inner of partsOf(token)) open.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
}

function partsOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}
