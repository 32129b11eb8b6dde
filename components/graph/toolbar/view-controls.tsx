'use client';

import { Maximize, Minus, Plus, RotateCcw } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { IconButton } from '../../ui/icon-button';
import type { GraphView } from '../canvas/graph-view';

type ViewControlsProps = {
  view: RefObject<GraphView | null>;
  onRelayout: () => void;
  children: ReactNode;
};

/** Zoom, fit, lay out anew, and what else belongs to the view: a column over the drawing. */
export function ViewControls({ view, onRelayout, children }: ViewControlsProps) {
  const zoom = (steps: number) => () => view.current?.zoomBy(steps);
  const fit = () => view.current?.fit();
  useHotkey('+', 'Zoom in', zoom(1));
  useHotkey('-', 'Zoom out', zoom(-1));
  useHotkey('f', 'Fit the graph into the window', fit);
  return (
    <div
      role="toolbar"
      aria-label="View"
      aria-orientation="vertical"
      className="absolute bottom-3 left-3 flex flex-col rounded-md max-sm:flex-row border border-border bg-surface/95 p-0.5"
    >
      <IconButton icon={Plus} label="Zoom in" keys="+" onClick={zoom(1)} />
      <IconButton icon={Minus} label="Zoom out" keys="-" onClick={zoom(-1)} />
      <IconButton icon={Maximize} label="Fit into the window" keys="f" onClick={fit} />
      <IconButton icon={RotateCcw} label="Lay out anew" onClick={onRelayout} />
      {children}
    </div>
  );
}
