import type { KeyboardEvent } from 'react';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { DrawnGraph } from '../model/drawn-graph';
import { type Direction, moveSelection } from './move-selection';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

type StageKeys = {
  graph: DrawnGraph;
  placeOf: (id: string) => Point | undefined;
  /** Where the keyboard is. */
  selected: string | undefined;
  onSelect: (id: string | undefined, isMore: boolean) => void;
  onEnter: (id: string) => void;
  onMenu: (id: string | undefined) => void;
};

/** The keys of the drawing: arrows walk along edges, Enter opens, the menu key (or Shift and F10) asks what can be done. */
export function useStageKeys(keys: StageKeys): (event: KeyboardEvent) => void {
  const { graph, placeOf, selected, onSelect, onEnter, onMenu } = keys;
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const direction = ARROWS[event.key];
    const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (direction === undefined && event.key !== 'Enter' && !isMenu) return;
    event.preventDefault();
    if (isMenu) onMenu(selected);
    else if (direction !== undefined)
      onSelect(moveSelection(graph, placeOf, selected, direction), event.shiftKey);
    else if (selected !== undefined) onEnter(selected);
  };
}
