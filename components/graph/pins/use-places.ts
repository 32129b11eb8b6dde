import { useMemo, useState } from 'react';
import { useScope } from '@/lib/client/url/use-scope';
import type { LayoutInput, Point } from '@/lib/mesh/graph/layout/layout-input';
import type { ShownLayout } from '../layout/use-layout';
import { applyPins } from './pins';
import { usePins } from './use-pins';

/** The layout as the reader changed it: what is dragged follows the hand and stays where it was let go. */
export function usePlaces(shown: ShownLayout | undefined, input: LayoutInput, view: string) {
  const { namespaces } = useScope();
  const { pins, pin, unpin, unpinAll } = usePins(`${view} ${namespaces.join()}`);
  const [dragged, setDragged] = useState<{ id: string; at: Point }>();
  const placed = useMemo(() => {
    if (shown === undefined) return undefined;
    const all = dragged === undefined ? pins : new Map([...pins, [dragged.id, dragged.at] as const]);
    return applyPins(shown, all, input.edges);
  }, [shown, pins, dragged, input.edges]);
  const drop = (id: string, at: Point) => {
    pin(id, at);
    setDragged(undefined);
  };
  const pinned = useMemo(() => new Set(pins.keys()), [pins]);
  return { placed, drag: (id: string, at: Point) => setDragged({ id, at }), drop, pinned, unpin, unpinAll };
}
