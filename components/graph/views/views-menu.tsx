'use client';

import { LayoutGrid } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '../../ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';

const GraphViews = dynamic(() => import('./graph-views').then((module) => module.GraphViews), { ssr: false });

/** Views kept for everybody: choose one, keep this one, or show them in turns on a wall. */
export function ViewsMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton icon={LayoutGrid} label="Saved views" />
      </PopoverTrigger>
      <PopoverContent aria-label="Saved views" align="end" className="w-76 p-2">
        <GraphViews onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
