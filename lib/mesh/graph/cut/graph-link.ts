/** What a cut needs to know of an edge. */
export interface GraphLink {
  id: string;
  source: string;
  target: string;
}

/** What a cut needs to know of a node. */
export interface CutNode {
  id: string;
  namespace: string;
  name: string;
  app: string;
  workload: string;
  /** Hosts in front of it, or its own. */
  services: Iterable<string>;
}

/** Links by the node they leave and by the node they reach. */
export interface LinkIndex {
  from: ReadonlyMap<string, readonly GraphLink[]>;
  to: ReadonlyMap<string, readonly GraphLink[]>;
}

/** Indexes links once for any number of walks. */
export function indexLinks(links: Iterable<GraphLink>): LinkIndex {
  const from = new Map<string, GraphLink[]>();
  const to = new Map<string, GraphLink[]>();
  for (const link of links) {
    add(from, link.source, link);
    add(to, link.target, link);
  }
  return { from, to };
}

function add(index: Map<string, GraphLink[]>, key: string, link: GraphLink): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [link]);
  else known.push(link);
}
