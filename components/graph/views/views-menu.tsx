'use client';

import { BookmarkPlus, LayoutGrid, MonitorPlay, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { replaceSearch } from '@/lib/client/url/replace-search';
import { useDeleteView, useSaveView, useViews } from '@/lib/client/views/use-views';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { notify } from '../../ui/notify';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
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
  const forget = useDeleteView();
  const startWall = () => {
    // Only a press may ask for the whole screen; where it is refused the page is enough.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    replaceSearch(wallSearch(views.data?.views[0]?.search ?? window.location.search, WALL_SECONDS));
    onDone();
  };
  const state = panelState(views, ({ views: kept }) =>
    kept.length === 0 ? (
      <p className="px-2 py-1.5 text-muted text-xs">
        None yet. A view is this page as it is: type, namespaces, time, filters, layout.
      </p>
    ) : undefined,
  );
  return (
    <div className="flex flex-col gap-2">
      <PanelBody title="Saved views" state={state}>
        {({ views: kept }) => (
          <ul className="max-h-72 overflow-auto">
            {kept.map(({ id, name, search }) => (
              <li key={id} className="flex items-center gap-1">
                <button
                  type="button"
                  aria-current={viewSearch(window.location.search) === search}
                  className="h-8 min-w-0 grow truncate rounded-sm px-2 text-left text-sm hover:bg-surface aria-[current=true]:text-accent"
                  onClick={() => {
                    replaceSearch(search);
                    onDone();
                  }}
                >
                  {name}
                </button>
                <IconButton icon={Trash2} label={`Forget ${name}`} onClick={() => forget.mutate(id)} />
              </li>
            ))}
          </ul>
        )}
      </PanelBody>
      <SaveView />
      <Button onClick={startWall}>
        <MonitorPlay aria-hidden />
        Show on the wall
      </Button>
    </div>
  );
}

function SaveView() {
  const [name, setName] = useState('');
  const save = useSaveView();
  return (
    <form
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        save.mutate(
          { page: 'graph', name: name.trim(), search: viewSearch(window.location.search) },
          {
            onSuccess: () => setName(''),
            onError: (error) =>
              notify({ title: 'Cannot keep the view', detail: error.message, tone: 'error' }),
          },
        );
      }}
    >
      <Input
        aria-label="Name of this view"
        placeholder="Keep this view as"
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <IconButton type="submit" icon={BookmarkPlus} label="Keep this view" disabled={save.isPending} />
    </form>
  );
}
