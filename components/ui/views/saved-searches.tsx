'use client';

import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import type { SavedView } from '@/lib/protocol/api/views';
import { IconButton } from '../icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../popover';
import { SavedViews } from './saved-views';

/** What belongs to a moment of looking, not to a search. */
const PASSING = ['line', 'live'];

/** Searches kept for everybody: conditions, namespaces, time. */
export function SavedSearches({ page }: { page: SavedView['page'] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton icon={Bookmark} label="Saved searches" />
      </PopoverTrigger>
      <PopoverContent aria-label="Saved searches" align="end" className="w-76 p-2">
        <SavedViews
          page={page}
          noun="search"
          empty="None yet. A search is this page as it is: conditions, namespaces, time, order."
          keep={searchOf}
          onDone={() => setOpen(false)}
        />
      </PopoverContent>
    </Popover>
  );
}

function searchOf(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of PASSING) params.delete(name);
  params.sort();
  return params.toString();
}
