import { isKnown } from '../../metrics/series-labels';
import type { EdgeSum } from '../edge-sum';
import type { NodeSum } from '../node-sum';
import { findFocused } from './find-focused';
import type { GraphCut } from './graph-cut';
import { type GraphLink, indexLinks } from './graph-link';
import { findNeighbourhood } from './neighbourhood';
import { findWays } from './ways-between';

/** What of the sums is drawn. */
export interface ShownSums {
  edges: EdgeSum[];
  nodes: Set<string>;
  /** Nothing is left out. */
  isWhole: boolean;
}

interface CutInput {
  namespaces: readonly string[];
  cut?: GraphCut | undefined;
}

/**
 * What is drawn of the mesh's sums: what touches the wanted namespaces, or what the focus reaches. Sums are taken over
 * the whole mesh first, so cutting changes no number.
 */
export function cutSums(
  { namespaces, cut }: CutInput,
  sums: { edges: ReadonlyMap<string, EdgeSum>; nodes: ReadonlyMap<string, NodeSum> },
): ShownSums {
  const focused = cut === undefined ? [] : focusedIds(sums.nodes, cut.focus);
  if (cut !== undefined && focused.length > 0) return cutAround(cut, focused, sums);
  if (namespaces.length === 0)
    return { edges: [...sums.edges.values()], nodes: new Set(sums.nodes.keys()), isWhole: true };
  const wanted = new Set(namespaces);
  const isIn = (namespace: string): boolean => isKnown(namespace) && wanted.has(namespace);
  const edges = [...sums.edges.values()].filter(
    ({ source, target }) => isIn(source.namespace) || isIn(target.namespace),
  );
  const nodes = endsOf(edges);
  for (const [id, { callsOthers, isCalled, identity }] of sums.nodes)
    if (!callsOthers && !isCalled && isIn(identity.namespace)) nodes.add(id);
  return { edges, nodes, isWhole: false };
}

function cutAround(
  cut: GraphCut,
  focused: readonly string[],
  { edges, nodes }: { edges: ReadonlyMap<string, EdgeSum>; nodes: ReadonlyMap<string, NodeSum> },
): ShownSums {
  const index = indexLinks([...edges.values()].map(linkOf));
  const targets = focusedIds(nodes, cut.toward);
  if (targets.length > 0) {
    const ways = findWays(index, focused, targets, cut.detour);
    const kept = [...edges.values()].filter(({ id }) => ways.links.has(id));
    // Without a way both ends are shown, so that it can be seen that there is none.
    return { edges: kept, nodes: new Set([...ways.nodes, ...focused, ...targets]), isWhole: false };
  }
  const reached = findNeighbourhood(index, focused, cut);
  const kept = [...edges.values()].filter(
    ({ source, target }) => reached.has(source.id) && reached.has(target.id),
  );
  return { edges: kept, nodes: reached, isWhole: false };
}

function linkOf({ id, source, target }: EdgeSum): GraphLink {
  return { id, source: source.id, target: target.id };
}

function focusedIds(nodes: ReadonlyMap<string, NodeSum>, focus: string | undefined): string[] {
  const known = [...nodes.values()].map(({ identity, hosts }) => ({ ...identity, services: hosts }));
  return findFocused(known, focus).map(({ id }) => id);
}

function endsOf(edges: readonly EdgeSum[]): Set<string> {
  const ends = new Set<string>();
  for (const { source, target } of edges) ends.add(source.id).add(target.id);
  return ends;
}
