'use client';

import { CircleHelp, EyeOff } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { completeFind } from '@/lib/mesh/graph/find/complete-find';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { ExpressionField } from '../../ui/expression/expression-field';
import { IconButton } from '../../ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import type { Found } from '../model/use-found';
import { SavedExpressions } from './saved-expressions';
import { useDraft } from './use-draft';

const FindWords = dynamic(() => import('./find-words').then((module) => module.FindWords), { ssr: false });

type FindBoxProps = { url: GraphUrl; write: WriteGraphUrl; found: Found; graph: DrawnGraph };

/** Find and hide by expression, with what was found or what is wrong beside it. */
export function FindBox({ url, write, found, graph }: FindBoxProps) {
  const [isHiding, setHiding] = useState(false);
  const [find, setFind] = useDraft(url.find, (text) => write({ find: text }, { replace: true }));
  const [hide, setHide] = useDraft(url.hide, (text) => write({ hide: text }, { replace: true }));
  const complete = useCallback((text: string, at: number) => completeFind(text, at, graph), [graph]);
  const hideError = parseFind(url.hide).error;
  return (
    <div className="flex min-w-0 grow basis-72 items-center gap-1 max-[899px]:basis-full">
      <div className="min-w-40 max-w-md grow">
        <ExpressionField
          label="Find in the graph"
          isMain
          value={find}
          placeholder="Find: error > 5 or name"
          onChange={setFind}
          complete={complete}
          error={found.error}
          note={found.count === undefined ? undefined : describe(found.count)}
          className="w-full"
        />
      </div>
      {isHiding || hide !== '' ? (
        <ExpressionField
          label="Hide from the graph"
          value={hide}
          placeholder="Hide: healthy"
          onChange={setHide}
          complete={complete}
          error={hideError}
          takesFocus={isHiding}
          className="w-44"
        />
      ) : (
        <IconButton icon={EyeOff} label="Hide by expression" onClick={() => setHiding(true)} />
      )}
      <SavedExpressions current={find} onChoose={setFind} />
      <FindHelp />
    </div>
  );
}

function describe(count: number): string {
  if (count === 0) return 'Nothing matches';
  return count === 1 ? '1 match' : `${count} matches`;
}

function FindHelp() {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton icon={CircleHelp} label="How to find and hide" />
      </PopoverTrigger>
      <PopoverContent aria-label="How to find and hide" className="h-104 w-112">
        <FindWords />
      </PopoverContent>
    </Popover>
  );
}
