'use client';

import { History } from 'lucide-react';
import { usePastRevision } from '@/lib/client/config/use-past-revision';
import { AppLink } from './app-link';

/** Says over rules that hold now that others held in the window that is looked at. */
export function PastConfigNote() {
  const revision = usePastRevision();
  if (revision === undefined) return null;
  return (
    <p className="mb-1 flex items-start gap-1.5 text-muted text-xs">
      <History aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        These hold now. At the end of this window{' '}
        {revision === 0 ? (
          'there was no configuration.'
        ) : (
          <>
            <AppLink
              href={`/config/history?rev=${revision}`}
              className="rounded-sm text-accent hover:underline"
            >
              revision {revision}
            </AppLink>{' '}
            held.
          </>
        )}
      </span>
    </p>
  );
}
