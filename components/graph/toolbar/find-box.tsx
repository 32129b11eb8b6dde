'use client';

import { CircleHelp, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { FIND_FIELDS } from '@/lib/mesh/graph/find/find-fields';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { IconButton } from '../../ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import { SearchField } from '../../ui/search-field';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { Found } from '../model/use-found';
import { useDraft } from './use-draft';

type FindBoxProps = { url: GraphUrl; write: WriteGraphUrl; found: Found };

/** Find and hide by expression, with what was found or what is wrong beside it. */
export function FindBox({ url, write, found }: FindBoxProps) {
  const [isHiding, setHiding] = useState(false);
  const [find, setFind] = useDraft(url.find, (text) => write({ find: text }, { replace: true }));
  const [hide, setHide] = useDraft(url.hide, (text) => write({ hide: text }, { replace: true }));
  const hideError = parseFind(url.hide).error;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      <div className="relative">
        <SearchField
          label="Find in the graph"
          isMain
          value={find}
          placeholder="Find: error > 5 or name"
          onChange={setFind}
          className="w-60"
        />
        <FieldNote
          error={found.error?.message}
          text={found.count === undefined ? undefined : describe(found.count)}
        />
      </div>
      {isHiding || hide !== '' ? (
        <div className="relative">
          <SearchField
            label="Hide from the graph"
            value={hide}
            placeholder="Hide: healthy"
            onChange={setHide}
            className="w-44"
          />
          <FieldNote error={hideError?.message} text={undefined} />
        </div>
      ) : (
        <IconButton icon={EyeOff} label="Hide by expression" onClick={() => setHiding(true)} />
      )}
      <FindHelp />
    </div>
  );
}

function describe(count: number): string {
  if (count === 0) return 'Nothing matches';
  return count === 1 ? '1 match' : `${count} matches`;
}

/** Floats below its field, so that the toolbar never moves. */
function FieldNote({ error, text }: { error: string | undefined; text: string | undefined }) {
  const note = error ?? text;
  return (
    <p
      aria-live="polite"
      className={`absolute top-full left-0 z-20 mt-1 max-w-80 truncate rounded-sm border bg-raised px-1.5 text-2xs leading-5 empty:hidden ${error === undefined ? 'border-border text-muted' : 'border-failing/50 text-failing'}`}
    >
      {note}
    </p>
  );
}

const EXAMPLES = [
  ['error > 5', 'more than 5 % of requests fail'],
  ['p99 > 500ms and ns = shop', 'slow, in one namespace'],
  ['not healthy or idle', 'trouble, or without traffic'],
  ['name startswith rev', 'by the start of a name'],
  ['(http or grpc) and code = 503', 'edges with a code'],
] as const;

function FindHelp() {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton icon={CircleHelp} label="How to find and hide" />
      </PopoverTrigger>
      <PopoverContent aria-label="How to find and hide" className="w-96">
        <p className="mb-2 font-medium">Words, fields, and, or, not, parentheses</p>
        <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
          {EXAMPLES.map(([example, meaning]) => (
            <div key={example} className="contents">
              <dt className="font-mono">{example}</dt>
              <dd className="text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mb-2 font-medium">Fields</p>
        <dl className="grid max-h-56 grid-cols-[auto_1fr] gap-x-3 gap-y-1 overflow-auto text-xs">
          {FIND_FIELDS.map(({ names, help }) => (
            <div key={names[0]} className="contents">
              <dt className="font-mono">{names.join(', ')}</dt>
              <dd className="text-muted">{help}</dd>
            </div>
          ))}
        </dl>
      </PopoverContent>
    </Popover>
  );
}
