import { useCallback, useMemo } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { parsePins, printPins } from './pins';

type Pins = {
  pins: ReadonlyMap<string, Point>;
  pin: (id: string, at: Point) => void;
  unpin: (id: string) => void;
  unpinAll: () => void;
};

/** Where somebody put nodes by hand, kept in this browser for each view: type, layout, boxes and namespaces. */
export function usePins(view: string): Pins {
  const [stored, store] = usePreference(`graph.pins.${view}`, '');
  const pins = useMemo(() => parsePins(stored), [stored]);
  const pin = useCallback(
    (id: string, at: Point) => store(printPins(new Map([...pins, [id, at]]))),
    [pins, store],
  );
  const unpin = useCallback(
    (id: string) => store(printPins(new Map([...pins].filter(([other]) => other !== id)))),
    [pins, store],
  );
  const unpinAll = useCallback(() => store(''), [store]);
  return { pins, pin, unpin, unpinAll };
}
