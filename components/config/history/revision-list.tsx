'use client';

import { useRef } from 'react';
import type { ConfigRevision } from '@/lib/protocol/api/config-history';
import { cn } from '../../ui/cn';
import { TimeAgo } from '../../ui/time-ago';
import { useListKeys } from '../../ui/use-list-keys';

type RevisionListProps = {
  revisions: readonly ConfigRevision[];
  /** Of one object: its version is told; else how many objects changed. */
  objectKey?: string;
  selected: number | undefined;
  onSelect: (revision: number) => void;
};

const ACTIONS: Readonly<Record<ConfigRevision['action'], string>> = {
  apply: 'Saved',
  delete: 'Deleted',
  import: 'Imported',
  revert: 'Reverted',
  restore: 'Restored',
  sync: 'Synced from the directory',
};

/** A line of time, newest first. */
export function RevisionList({ revisions, objectKey, selected, onSelect }: RevisionListProps) {
  const list = useRef<HTMLOListElement>(null);
  useListKeys(list, 'button');
  return (
    <ol ref={list} className="flex max-h-[70vh] flex-col overflow-auto py-2">
      {revisions.map((revision) => {
        const version = revision.changes.find(({ key }) => key === objectKey)?.version;
        const isSelected = revision.revision === selected;
        return (
          <li key={revision.revision} className="relative">
            <span
              aria-hidden
              className="absolute top-0 bottom-0 left-[21px] w-px bg-border first:top-3 last:bottom-3"
            />
            <button
              type="button"
              aria-current={isSelected ? 'true' : undefined}
              onClick={() => onSelect(revision.revision)}
              className={cn(
                'relative flex w-full items-start gap-3 px-4 py-2 text-left hover:bg-raised focus-visible:-outline-offset-2',
                isSelected && 'bg-accent/8 hover:bg-accent/8',
              )}
            >
              <span
                aria-hidden
                className={cn(
                  'mt-1.5 size-2.5 shrink-0 rounded-full border-2 border-surface ring-1',
                  isSelected ? 'bg-accent ring-accent' : 'bg-faint ring-faint',
                )}
              />
              <span className="min-w-0 grow">
                <span className="flex items-baseline gap-2">
                  <span className="font-medium">{ACTIONS[revision.action]}</span>
                  <span className="num text-faint text-xs">
                    {version === undefined ? countWords(revision.changed) : `version ${version}`}
                  </span>
                  <TimeAgo timeMs={revision.at} className="ml-auto text-faint text-xs" />
                </span>
                <span className="block truncate text-muted text-xs">
                  {revision.author}
                  {revision.reason === '' ? '' : `: ${revision.reason}`}
                </span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function countWords(changed: number): string {
  return changed === 1 ? '1 object' : `${changed} objects`;
}
