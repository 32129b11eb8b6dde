/** Which part of a graph is wanted; absent fields cut nothing. */
export interface GraphCut {
  /** A node (or an app, service or namespace, whatever the type of graph) whose neighbourhood alone is wanted. */
  focus?: string;
  /** With `focus`: only the ways from there to here. */
  toward?: string;
  /** Hops against and along the calls; without `toward`. */
  up: number;
  down: number;
  /** With `toward`: ways may be so many hops longer than the shortest one. */
  detour: number;
}

/** How far a focus reaches when nothing else is said. */
export const DEFAULT_REACH = { up: 1, down: 1, detour: 0 } as const;
