'use client';

import { useState } from 'react';
import { type PreviewedChange, useConfigPreview } from '@/lib/client/config/use-config-preview';
import { ErrorState } from '../../ui/error-state';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { PreviewAnswer } from './preview-answer';

const WINDOWS = [
  { value: '300', label: 'Last 5 minutes' },
  { value: '900', label: 'Last 15 minutes' },
  { value: '3600', label: 'Last hour' },
  { value: '21600', label: 'Last 6 hours' },
  { value: '86400', label: 'Last day' },
] as const;

/** What a change would have done to the requests that were recorded; stands wherever something is about to be saved. */
export function PreviewPanel(change: PreviewedChange) {
  const [window, setWindow] = useState('3600');
  const { data, error, isFetching, refetch } = useConfigPreview(change, Number(window));
  return (
    <section aria-label="Preview on recorded requests" className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Select label="Tried on" isLabelled value={window} options={WINDOWS} onChange={setWindow} />
        {isFetching && data !== undefined ? <span className="text-faint text-xs">Working it out</span> : null}
      </div>
      {data !== undefined ? (
        data.problems.length > 0 ? (
          <p className="text-muted">The change cannot be read yet: see its findings.</p>
        ) : (
          <PreviewAnswer preview={data} />
        )
      ) : error !== null ? (
        <ErrorState
          title="Cannot preview the change"
          message={error.message}
          onRetry={() => void refetch()}
        />
      ) : (
        <div
          role="status"
          aria-label="Trying the change on recorded requests"
          className="flex flex-col gap-3"
        >
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-32" />
        </div>
      )}
    </section>
  );
}
