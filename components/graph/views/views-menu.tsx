'use client';

import { LayoutGrid, MonitorPlay } from 'lucide-react';
import { useState } from 'react';
import { replaceSearch } from '@/lib/client/url/replace-search';
import { useViews } from '@/lib/client/views/use-views';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import { SavedViews } from '../../ui/views/saved-views';
import { WALL_SECONDS } from '../wall/use-wall';
import { viewSearch, wallSearch } from './view-search';

/** Views kept for everybody: choose one, keep this one, or show them in turns on a wall. */
export function ViewsMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton icon={LayoutGrid} label="Saved views" />
      </PopoverTrigger>
      <PopoverContent aria-label="Saved views" align="end" className="w-76 p-2">
        <Views onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function Views({ onDone }: { onDone: () => void }) {
  const views = useViews('graph');
  const startWall = () => {
    // Only a press may ask for the whole screen; where it is refused the page is enough.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    replaceSearch(wallSearch(views.data?.views[0]?.search ?? window.location.search, WALL_SECONDS));
    onDone();
  };
  return (
    <div className="flex flex-col gap-2">
      <SavedViews
        page="graph"
        noun="view"
        empty="None yet. A view is this page as it is: type, namespaces, time, filters, layout."
        keep={viewSearch}
        onDone={onDone}
      />
      <Button onClick={startWall}>
        <MonitorPlay aria-hidden />
        Show on the wall
      </Button>
    </div>
  );
}
