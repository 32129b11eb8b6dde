'use client';

import { BookmarkPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { replaceSearch } from '@/lib/client/url/replace-search';
import { useDeleteView, useSaveView, useViews } from '@/lib/client/views/use-views';
import type { SavedView } from '@/lib/protocol/api/views';
import { IconButton } from '../icon-button';
import { Input } from '../input';
import { notify } from '../notify';
import { PanelBody } from '../panel';
import { panelState } from '../panel-state';

type SavedViewsProps = {
  page: SavedView['page'];
  /** What is kept, as people call it: view, search. */
  noun: string;
  empty: string;
  /** The query string that is kept of an address. */
  keep: (search: string) => string;
  onDone: () => void;
};

/** Addresses of a page that were kept for everybody: choose one, forget one, keep this one. */
export function SavedViews({ page, noun, empty, keep, onDone }: SavedViewsProps) {
  const views = useViews(page);
  const forget = useDeleteView();
  const state = panelState(views, ({ views: kept }) =>
    kept.length === 0 ? <p className="px-2 py-1.5 text-muted text-xs">{empty}</p> : undefined,
  );
  return (
    <div className="flex flex-col gap-2">
      <PanelBody title={`Saved ${noun}s`} state={state}>
        {({ views: kept }) => (
          <ul className="max-h-72 overflow-auto">
            {kept.map(({ id, name, search }) => (
              <li key={id} className="flex items-center gap-1">
                <button
                  type="button"
                  aria-current={keep(window.location.search) === search}
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
      <SaveView page={page} noun={noun} keep={keep} />
    </div>
  );
}

function SaveView({ page, noun, keep }: Pick<SavedViewsProps, 'page' | 'noun' | 'keep'>) {
  const [name, setName] = useState('');
  const save = useSaveView();
  return (
    <form
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        save.mutate(
          { page, name: name.trim(), search: keep(window.location.search) },
          {
            onSuccess: () => setName(''),
            onError: (error) =>
              notify({ title: `Cannot keep the ${noun}`, detail: error.message, tone: 'error' }),
          },
        );
      }}
    >
      <Input
        aria-label={`Name of this ${noun}`}
        placeholder={`Keep this ${noun} as`}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <IconButton type="submit" icon={BookmarkPlus} label={`Keep this ${noun}`} disabled={save.isPending} />
    </form>
  );
}
