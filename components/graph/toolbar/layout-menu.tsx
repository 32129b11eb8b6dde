'use client';

import { Network } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuCheckItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { IconButton } from '../../ui/icon-button';
import { type GraphUrl, LAYOUTS, type WriteGraphUrl } from '../graph-url';

const NAMES: Readonly<Record<GraphUrl['layout'], string>> = {
  auto: 'Automatic',
  flow: 'Left to right',
  down: 'Top to bottom',
  radial: 'Radial',
  force: 'Force',
  grid: 'Grid',
};

/** How the drawing is laid out. */
export function LayoutMenu({ layout, write }: { layout: GraphUrl['layout']; write: WriteGraphUrl }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Network} label={`Layout: ${NAMES[layout]}`} />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end">
        <DropdownMenuLabel>Layout</DropdownMenuLabel>
        {LAYOUTS.map((one) => (
          <DropdownMenuCheckItem
            key={one}
            checked={one === layout}
            onCheckedChange={() => write({ layout: one })}
          >
            {NAMES[one]}
          </DropdownMenuCheckItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
