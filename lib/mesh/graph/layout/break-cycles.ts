/** A directed graph over numbered vertices: the targets of each. */
export type Adjacency = readonly (readonly number[])[];

/**
 * Numbers of the arcs, as `source * count + target`, that close a cycle on a walk from the roots: reversing them leaves no
 * cycle. Walks start at vertices nothing calls, so that requests keep flowing in one direction.
 */
export function findBackArcs(targets: Adjacency): Set<number> {
  const count = targets.length;
  const backArcs = new Set<number>();
  const state = new Uint8Array(count);
  for (const start of startOrder(targets)) {
    if (state[start] === 0) walk(start, targets, state, backArcs);
  }
  return backArcs;
}

const OPEN = 1;
const DONE = 2;

function walk(start: number, targets: Adjacency, state: Uint8Array, backArcs: Set<number>): void {
  const stack: { vertex: number; next: number }[] = [{ vertex: start, next: 0 }];
  state[start] = OPEN;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = targets[top.vertex]?.[top.next];
    top.next += 1;
    if (target === undefined) {
      state[top.vertex] = DONE;
      stack.pop();
    } else if (state[target] === OPEN) {
      backArcs.add(top.vertex * targets.length + target);
    } else if (state[target] === 0) {
      state[target] = OPEN;
      stack.push({ vertex: target, next: 0 });
    }
  }
}

/** Vertices without callers first, then those that call the most beyond what calls them. */
export function startOrder(targets: Adjacency): number[] {
  const callers = new Array<number>(targets.length).fill(0);
  for (const list of targets) for (const target of list) callers[target] = (callers[target] ?? 0) + 1;
  const surplus = targets.map((list, vertex) => list.length - (callers[vertex] ?? 0));
  return targets
    .map((_, vertex) => vertex)
    .sort(
      (a, b) =>
        Number((callers[a] ?? 0) > 0) - Number((callers[b] ?? 0) > 0) ||
        (surplus[b] ?? 0) - (surplus[a] ?? 0) ||
        a - b,
    );
}
