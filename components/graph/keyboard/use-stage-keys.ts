import { type KeyboardEvent, useEffect, useRef } from 'react';
import { keyRegistry } from '@/lib/client/keyboard/key-registry';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { DrawnGraph } from '../model/drawn-graph';
import { type Direction, moveSelection } from './move-selection';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const TOLD = [
  { keys: 'ArrowLeft', label: 'To a caller' },
  { keys: 'ArrowRight', label: 'To what is called' },
  { keys: 'ArrowUp', label: 'To the node or edge above' },
  { keys: 'ArrowDown', label: 'To the node or edge below' },
  { keys: 'Shift+ArrowRight', label: 'Select it beside the others' },
  { keys: 'Enter', label: 'Open what is selected' },
  { keys: 'ContextMenu', label: 'What can be done with it' },
] as const;

/** Tells in the list of keys what the drawing listens for by itself. */
function useToldKeys(): void {
  useEffect(() => {
    const removals = TOLD.map((key) =>
      keyRegistry.add({ ...key, group: 'On the graph', isTold: true, run: () => {} }),
    );
    return () => {
      for (const remove of removals) remove();
    };
  }, []);
}

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
  useToldKeys();
  const from = useRef<string>(undefined);
  if (selected !== undefined && graph.nodes.some(({ id }) => id === selected)) from.current = selected;
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const direction = ARROWS[event.key];
    const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (direction === undefined && event.key !== 'Enter' && !isMenu) return;
    event.preventDefault();
    if (isMenu) onMenu(selected);
    else if (direction !== undefined) {
      const next = moveSelection(graph, placeOf, selected, direction, from.current);
      // At the end of a walk Shift would take away what it stands on.
      if (next !== selected) onSelect(next, event.shiftKey);
    } else if (selected !== undefined) onEnter(selected);
  };
}
