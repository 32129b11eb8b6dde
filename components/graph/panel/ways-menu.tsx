'use client';

import { Route } from 'lucide-react';
import { useState } from 'react';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { Button } from '../../ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import { SearchField } from '../../ui/search-field';
import type { WriteGraphUrl } from '../graph-url';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';

type WaysMenuProps = { graph: DrawnGraph; from: GraphNode; write: WriteGraphUrl };

/** Names offered at once; the rest is found by typing. */
const OFFERED = 40;

/** Picks the other end: then only the ways from here to there are drawn. */
export function WaysMenu({ graph, from, write }: WaysMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const others = graph.nodes.filter(
    (node) => node.id !== from.id && `${node.namespace}/${nodeTitle(node)}`.toLowerCase().includes(wanted),
  );
  const choose = (toward: string): void => {
    setOpen(false);
    write({ focus: from.id, toward, detour: undefined });
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" aria-label="Ways to another node">
          <Route aria-hidden />
          Ways
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-72 p-2">
        <SearchField label="The other end" value={text} onChange={setText} placeholder="Name of a node" />
        <ul className="mt-2 max-h-64 overflow-y-auto">
          {others.slice(0, OFFERED).map((node) => (
            <li key={node.id}>
              <button
                type="button"
                onClick={() => choose(node.id)}
                className="flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-raised"
              >
                <span className="truncate">{nodeTitle(node)}</span>
                <span className="ml-auto truncate text-faint text-xs">{node.namespace}</span>
              </button>
            </li>
          ))}
        </ul>
        {others.length > OFFERED ? (
          <p className="px-2 pt-1 text-faint text-xs">
            and {others.length - OFFERED} more: type to find them
          </p>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
