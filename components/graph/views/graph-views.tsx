'use client';

import { MonitorPlay } from 'lucide-react';
import { replaceSearch } from '@/lib/client/url/replace-search';
import { useViews } from '@/lib/client/views/use-views';
import { Button } from '../../ui/button';
import { SavedViews } from '../../ui/views/saved-views';
import { WALL_SECONDS } from '../wall/use-wall';
import { viewSearch, wallSearch } from './view-search';

/** The list of saved views, with what keeps this one and what shows them in turns. */
export function GraphViews({ onDone }: { onDone: () => void }) {
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
