import { useCallback, useEffect, useRef, useState } from 'react';
import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import { isWithin, topologyOf } from './build-layout-input';
import { layOutInWorker } from './lay-out-in-worker';

/** A finished layout; `isFresh` when it owes nothing to the one before, so that the view should be fitted. */
export type ShownLayout = LayoutResult & { isFresh: boolean; number: number };

type Layout = {
  shown: ShownLayout | undefined;
  error: Error | undefined;
  /** Forgets all places and lays out anew. */
  relayout: () => void;
};

type Known = {
  memory: string;
  round: number;
  result: LayoutResult;
  /** What was laid out together last. */
  laidOut: ReadonlySet<string>;
};

/**
 * Places of everything in `input`, from a worker. Lays out only when the topology changes; known nodes keep their places for
 * as long as `memory` (type of graph, boxes, layout) stays the same.
 */
export function useLayout(input: LayoutInput, memory: string, isHeld = false): Layout {
  const [shown, setShown] = useState<ShownLayout>();
  const [error, setError] = useState<Error>();
  const [round, setRound] = useState(0);
  const known = useRef<Known | undefined>(undefined);
  const newest = useRef(input);
  const held = useRef(isHeld);
  const topology = topologyOf(input);
  useEffect(() => {
    newest.current = input;
    held.current = isHeld;
  });

  const asked = useRef({ turn: 0, memory, round });
  const line = useRef(Promise.resolve());
  useEffect(() => {
    const turn = asked.current.turn + 1;
    asked.current = { turn, memory, round };
    const layOut = async (): Promise<void> => {
      const wanted = newest.current;
      // Of several that wait only the last is laid out; one that is at work is finished and shown, or a mesh that changes
      // faster than it is laid out would never be seen.
      if (turn !== asked.current.turn || wanted.nodes.length === 0) return;
      const before = known.current;
      const isKept = before?.memory === memory && before.round === round;
      // What is hidden leaves everything else where it is, and comes back to its place.
      if (isKept && isWithin(topology, before.laidOut)) return;
      const kept = isKept ? before.result : undefined;
      const result = await layOutInWorker(
        kept === undefined ? wanted : { ...wanted, known: kept, isHeld: held.current },
      );
      if (asked.current.memory !== memory || asked.current.round !== round) return;
      known.current = { memory, round, result: remember(kept, result), laidOut: topologyOf(wanted) };
      setError(undefined);
      const isFresh = result.isContinued !== true;
      setShown((last) => ({ ...result, isFresh, number: (last?.number ?? 0) + 1 }));
    };
    line.current = line.current.then(layOut).catch((reason: Error) => setError(reason));
  }, [topology, memory, round]);

  const relayout = useCallback(() => setRound((last) => last + 1), []);
  return { shown, error, relayout };
}

/** Places of nodes that left are kept, so that they return to them; unless the rest was moved. */
function remember(before: LayoutResult | undefined, result: LayoutResult): LayoutResult {
  if (before === undefined || !hasKept(before, result)) return result;
  return {
    positions: { ...before.positions, ...result.positions },
    routes: { ...before.routes, ...result.routes },
  };
}

function hasKept(before: LayoutResult | undefined, result: LayoutResult): boolean {
  if (before === undefined) return false;
  return Object.entries(result.positions).every(([id, at]) => {
    const old = before.positions[id];
    return old === undefined || (old.x === at.x && old.y === at.y);
  });
}
