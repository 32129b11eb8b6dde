'use client';

import { TriangleAlert } from 'lucide-react';
import type { ConflictDetails } from '@/lib/protocol/api/config-changes';
import { Button } from '../../ui/button';
import { TimeAgo } from '../../ui/time-ago';

type ConflictNoteProps = {
  conflict: ConflictDetails | undefined;
  onTheirs: () => void;
  onMine: () => void;
};

/** Somebody wrote first: says who, and offers the two ways on. */
export function ConflictNote({ conflict, onTheirs, onMine }: ConflictNoteProps) {
  const [first] = conflict?.conflicts ?? [];
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-lg border border-degraded/60 bg-degraded/8 p-3"
    >
      <TriangleAlert className="size-4 shrink-0 text-degraded" aria-hidden />
      <p className="min-w-60 grow">
        {first === undefined ? (
          'The rule was changed meanwhile.'
        ) : (
          <>
            {first.kind} {first.name} was changed by {first.author} <TimeAgo timeMs={first.at} />
            {first.reason === '' ? '' : ` (“${first.reason}”)`}.
          </>
        )}{' '}
        Nothing has been overwritten.
      </p>
      <Button size="sm" onClick={onTheirs}>
        Show what is there now
      </Button>
      <Button size="sm" onClick={onMine}>
        Put my shares on top of it
      </Button>
    </div>
  );
}
