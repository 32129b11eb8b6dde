'use client';

import type { ReactNode } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';
import { type ActionDeps, listActions } from './list-actions';

/** Where a menu was asked for: on a thing of the drawing or beside all of them; pixels of the drawing's area. */
export type MenuPlace = { id: string | undefined; x: number; y: number };

type ContextMenuProps = ActionDeps & { place: MenuPlace; onClose: () => void };

/** What can be done with a node, an edge, a box, or the drawing. */
export function ContextMenu(props: ContextMenuProps) {
  const { place, onClose, graph } = props;
  const groups = listActions(props, place.id);
  return (
    <DropdownMenu open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="absolute size-0" style={{ left: place.x, top: place.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label="Actions"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <DropdownMenuLabel className="max-w-64 truncate">{titleOf(graph, place.id)}</DropdownMenuLabel>
        {groups.map((group, index) => (
          <div key={group[0]?.label ?? index}>
            {index === 0 ? null : <DropdownMenuSeparator />}
            {group.map(({ label, icon: Icon, run }) => (
              <DropdownMenuItem key={label} onSelect={run}>
                <Icon aria-hidden />
                {label}
              </DropdownMenuItem>
            ))}
          </div>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function titleOf({ nodes, edges, boxes }: DrawnGraph, id: string | undefined): ReactNode {
  const node = nodes.find((one) => one.id === id);
  if (node !== undefined) return nodeTitle(node);
  const box = boxes.find((one) => one.id === id);
  if (box !== undefined) return box.title;
  const edge = edges.find((one) => one.id === id);
  if (edge === undefined) return 'Graph';
  const title = (end: string) => nodeTitle(nodes.find((one) => one.id === end));
  return `${title(edge.source)} to ${title(edge.target)}`;
}
