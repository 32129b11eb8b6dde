'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { ChartStore } from './chart-store';

type ChartGroupValue = { store: ChartStore; onBrush: ((fromMs: number, toMs: number) => void) | undefined };

const Context = createContext<ChartGroupValue | undefined>(undefined);

type ChartGroupProps = { onBrush?: (fromMs: number, toMs: number) => void; children: ReactNode };

/** Charts within one group share the crosshair; dragging over any of them picks a window for all. */
export function ChartGroup({ onBrush, children }: ChartGroupProps) {
  const [store] = useState(() => new ChartStore());
  return <Context value={{ store, onBrush }}>{children}</Context>;
}

/** The group of this chart, or one of its own. */
export function useChartGroup(): ChartGroupValue {
  const [own] = useState(() => new ChartStore());
  return useContext(Context) ?? { store: own, onBrush: undefined };
}

/** What the pointer does over the group's charts. */
export function useChartPointer(store: ChartStore) {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
