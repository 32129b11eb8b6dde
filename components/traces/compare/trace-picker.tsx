'use client';

import { FilterField } from '@/components/ui/filter-field';
import { Select } from '@/components/ui/select';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClock } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useTrace } from '@/lib/client/traces/use-trace';
import { getTraces } from '@/lib/protocol/api/traces';
import { spanTitle } from '../model/describe-span';

type TracePickerProps = {
  side: 'A' | 'B';
  traceId: string;
  /** The other side: what is offered does the same. */
  otherId: string;
  onChange: (traceId: string) => void;
};

const OFFERED = 40;
/** Stands for no choice; a select knows no empty value. */
const NONE = 'none';

/** One side of a comparison: by id, or one of those that began like the other side. */
export function TracePicker({ side, traceId, otherId, onChange }: TracePickerProps) {
  const own = useTrace(traceId, { enabled: traceId !== '' });
  const other = useTrace(otherId, { enabled: otherId !== '' });
  const root = (own.data ?? other.data)?.roots[0]?.span;
  const alike = useEndpoint(
    getTraces,
    {
      query: {
        window: 3_600,
        limit: OFFERED,
        service: root === undefined ? '' : `${root.service}.${root.namespace}`,
        operation: root?.name ?? '',
      },
    },
    { enabled: root !== undefined },
  );
  const options = (alike.data?.traces ?? [])
    .filter((trace) => trace.traceId !== otherId)
    .map((trace) => ({
      value: trace.traceId,
      label: `${formatClock(trace.startUs / 1000)} · ${printQuantity(formatDuration(trace.durationUs / 1000))}${trace.errors > 0 ? ' · failed' : ''}`,
    }));
  const isOffered = options.some(({ value }) => value === traceId);
  const shown = own.data?.roots[0]?.span;
  return (
    <section aria-label={`Trace ${side}`} className="flex min-w-0 flex-wrap items-end gap-2">
      <FilterField
        label={`Trace ${side}, by id`}
        placeholder="32 hexadecimal digits"
        value={traceId}
        className="w-80 max-w-full grow"
        onChange={(id) => onChange(id.toLowerCase())}
      />
      {options.length === 0 ? null : (
        <Select
          label="Of the same operation"
          value={isOffered ? traceId : NONE}
          options={isOffered ? options : [{ value: NONE, label: 'Choose one' }, ...options]}
          onChange={(id) => {
            if (id !== NONE) onChange(id);
          }}
          className="w-52"
        />
      )}
      <p className="w-full truncate text-muted text-xs">
        {own.data === undefined || shown === undefined
          ? '\u00a0'
          : `${shown.service} ${spanTitle(shown)}, ${printQuantity(formatDuration(own.data.durationUs / 1000))}, ${own.data.nodes.length} spans${own.data.errors > 0 ? `, ${own.data.errors} failed` : ''}`}
      </p>
    </section>
  );
}
