'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { Badge } from '../../ui/badge';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { YamlEditor } from './yaml-editor';

const CodeDiff = dynamic(() => import('./code-diff').then((module) => module.CodeDiff), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-24" />,
});

const LAYOUTS = [
  { value: 'split', label: 'Side by side' },
  { value: 'inline', label: 'Inline' },
] as const;

const NARROW = '(max-width: 899px)';

type YamlDiffProps = {
  label: string;
  before: string;
  after: string;
  title?: string;
  /** For a narrow place: no choice of layout. */
  isAlwaysInline?: boolean;
};

/** What changes in a text; the reader chooses how it is laid out, narrow screens get one column. */
export function YamlDiff({ label, before, after, title, isAlwaysInline = false }: YamlDiffProps) {
  const [stored, store] = usePreference('diff.layout', 'split');
  const isNarrow = useIsNarrow() || isAlwaysInline;
  const layout = isNarrow || stored === 'inline' ? 'inline' : 'split';
  return (
    <div className="flex min-h-0 flex-col overflow-hidden rounded-md border border-border">
      <div className="flex min-h-9 items-center gap-2 border-border border-b bg-surface px-3 py-1">
        <span className="min-w-0 truncate font-mono text-xs">{title ?? label}</span>
        {before === '' ? <Badge tone="ok">New</Badge> : null}
        {isNarrow || before === '' || before === after ? null : (
          <SegmentedControl
            label={`Layout of ${label}`}
            value={layout}
            options={LAYOUTS}
            onChange={store}
            className="ml-auto h-7"
          />
        )}
      </div>
      {before === after ? (
        <p className="p-4 text-muted">No changes.</p>
      ) : before === '' ? (
        <YamlEditor label={label} value={after} />
      ) : (
        <CodeDiff label={label} before={before} after={after} layout={layout} />
      )}
    </div>
  );
}

function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const query = window.matchMedia(NARROW);
    const read = () => setNarrow(query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return isNarrow;
}
