import { useMemo } from 'react';
import type { GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';
import { changePlates } from './compare/change-plates';
import type { GraphUrl } from './graph-url';
import type { PlatePart } from './look/edge-look';
import type { DrawnGraph } from './model/drawn-graph';
import { foundPlates } from './model/found-plates';
import type { Found } from './model/use-found';

/** What edges say in place of their own numbers: how they changed where windows are compared, else what find asked for. */
export function useEdgePlates(
  compared: GraphCompareAnswer | undefined,
  graph: DrawnGraph,
  { lit }: Found,
  { find, labels }: GraphUrl,
): ReadonlyMap<string, readonly PlatePart[]> {
  return useMemo(
    () => (compared === undefined ? foundPlates(graph, lit, find, labels) : changePlates(compared)),
    [compared, graph, lit, find, labels],
  );
}
