import type { GraphUrl } from '../graph-url';

type Selection = Pick<GraphUrl, 'sel' | 'also'>;

/** A selection with one thing more, or without it when it was in it already. */
export function selectMore({ sel, also }: Selection, id: string): Selection {
  const all = sel === undefined ? [...also] : [sel, ...also];
  const rest = all.includes(id) ? all.filter((one) => one !== id) : [...all, id];
  const [first, ...more] = rest;
  return { sel: first, also: more };
}
