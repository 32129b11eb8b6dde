'use client';

import { Metric } from '@/components/ui/metric';
import { TimeAgo } from '@/components/ui/time-ago';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { useNow } from '@/lib/client/time/use-now';
import type { ConsoleState } from '@/lib/protocol/api/console';
import { formatGib, formatHours } from './model/retention-form';
import { storageWords } from './model/storage-words';

type Storage = ConsoleState['storage'];

/** Each kind of data: rows, size and how much of its limit that is, how far back it reaches. */
export function StorageTable({ storage }: { storage: Storage }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="overflow-x-auto" tabIndex={0} aria-label="Stored data">
      <table className="w-full min-w-[760px] text-sm">
        <thead>
          <tr className="text-left text-muted text-xs [&>th]:h-8 [&>th]:px-4 [&>th]:font-normal">
            <th scope="col">Data</th>
            <th scope="col" className="text-right">
              Resolution
            </th>
            <th scope="col" className="text-right">
              Rows
            </th>
            <th scope="col" className="w-56 text-right">
              Size
            </th>
            <th scope="col" className="text-right">
              Kept for
            </th>
            <th scope="col" className="text-right">
              At most
            </th>
            <th scope="col" className="text-right">
              Oldest
            </th>
            <th scope="col" className="text-right">
              Newest
            </th>
          </tr>
        </thead>
        <tbody>
          {storage.map((row) => (
            <StorageRow key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The newest partition may end in the future: what is stored then reaches to the present. */
function UpTo({ timeMs }: { timeMs: number }) {
  const nowMs = useNow();
  return nowMs === undefined || timeMs >= nowMs ? 'now' : <TimeAgo timeMs={timeMs} />;
}

function StorageRow({ row }: { row: Storage[number] }) {
  return (
    <tr className="border-border/60 border-t [&>td]:h-8 [&>td]:px-4">
      <th scope="row" className="px-4 text-left font-normal">
        {storageWords(row.name)}
      </th>
      <td className="num text-right text-muted">
        {row.resolutionSeconds === null ? (
          '–'
        ) : (
          <Metric quantity={formatDuration(row.resolutionSeconds * 1000)} />
        )}
      </td>
      <td className="text-right">
        <Metric quantity={formatCount(row.rows)} />
      </td>
      <td>
        <span className="flex items-center justify-end gap-2">
          {row.limitBytes === null ? null : (
            <span aria-hidden className="h-1.5 grow overflow-hidden rounded-sm bg-raised">
              <span
                className="block h-full bg-info/70"
                style={{ width: `${Math.min(1, row.bytes / row.limitBytes) * 100}%` }}
              />
            </span>
          )}
          <Metric quantity={formatBytes(row.bytes)} className="w-16 text-right" />
        </span>
      </td>
      <td className="num text-right">{formatHours(row.retentionHours)}</td>
      <td className="text-right">
        {row.limitBytes === null ? <span className="text-faint">–</span> : formatGib(row.limitBytes)}
      </td>
      <td className="text-right text-muted">{row.oldest === null ? '–' : <TimeAgo timeMs={row.oldest} />}</td>
      <td className="text-right text-muted">{row.newest === null ? '–' : <UpTo timeMs={row.newest} />}</td>
    </tr>
  );
}
