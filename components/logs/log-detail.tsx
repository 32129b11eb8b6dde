'use client';

import { ListFilter, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useElementSize } from '@/components/charts/use-element-size';
import { AppLink } from '@/components/ui/app-link';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { describeLog, reasonsOf } from '@/lib/client/logs/describe-log';
import { entityHref } from '@/lib/client/url/entity-href';
import type { LogLine } from '@/lib/protocol/api/logs';
import { edgeIdOf } from './model/edge-of-line';
import { LOG_FIELD_GROUPS, type LogField } from './model/log-field-groups';
import type { LogFilterState } from './model/log-filter-state';
import { narrowBy } from './model/narrow-by';
import { printField } from './model/print-field';

type LogDetailProps = {
  line: LogLine;
  onNarrow: (patch: Partial<LogFilterState>) => void;
  /** Told the height whenever it changes: the rows below move by it. */
  onHeight: (height: number) => void;
};

/** Everything a line says: plain words, ways on, and all fields under the question they answer. */
export function LogDetail({ line, onNarrow, onHeight }: LogDetailProps) {
  const [ref, { height }] = useElementSize<HTMLDivElement>();
  useEffect(() => {
    if (height > 0) onHeight(height);
  }, [height, onHeight]);
  const reasons = reasonsOf(line);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see LogTable
    <div ref={ref} role="row" tabIndex={-1} className="bg-bg/50 font-sans text-sm">
      {/* biome-ignore lint/a11y/useSemanticElements: see LogTable */}
      <div role="cell" className="sticky left-0 flex max-w-[calc(100vw-4rem)] flex-col gap-3 px-8 py-3">
        <p>{describeLog(line)}</p>
        {reasons.length > 0 ? (
          <p className="flex items-start gap-2 text-failing">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {reasons.join(' ')}
          </p>
        ) : null}
        <WaysOn line={line} />
        <div className="grid gap-x-8 gap-y-4 md:grid-cols-2 2xl:grid-cols-3">
          {LOG_FIELD_GROUPS.map(({ title, fields }) => (
            <section key={title} className="min-w-0">
              <h2 className="mb-1 text-muted text-xs">{title}</h2>
              <dl className="grid grid-cols-[minmax(0,11rem)_minmax(0,1fr)] gap-x-3 font-mono text-2xs">
                {fields.map((field) => (
                  <FieldRow key={field} line={line} field={field} onNarrow={onNarrow} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

function WaysOn({ line }: { line: LogLine }) {
  const edge = edgeIdOf(line);
  const workload = entityHref(`workload:${line.destination_workload_namespace}/${line.destination_workload}`);
  const isKnown = line.destination_workload !== 'unknown';
  return (
    <div className="flex flex-wrap items-center gap-2">
      {line.trace_id === null ? null : (
        <Button asChild size="sm">
          <AppLink href={`/traces/${line.trace_id}${line.span_id === null ? '' : `?span=${line.span_id}`}`}>
            Open trace
          </AppLink>
        </Button>
      )}
      {edge === undefined ? null : (
        <Button asChild size="sm">
          <AppLink href={`/graph/edge?of=${encodeURIComponent(edge)}`}>Open edge</AppLink>
        </Button>
      )}
      {workload !== undefined && isKnown ? (
        <Button asChild size="sm">
          <AppLink href={workload}>{line.destination_workload}</AppLink>
        </Button>
      ) : null}
      <CopyButton text={JSON.stringify(line, null, 2)} label="Copy the line as JSON" />
    </div>
  );
}

type FieldRowProps = { line: LogLine; field: LogField; onNarrow: (patch: Partial<LogFilterState>) => void };

function FieldRow({ line, field, onNarrow }: FieldRowProps) {
  const value = printField(line, field);
  const patch = narrowBy(line, field);
  return (
    <div className="group/field contents">
      <dt className="truncate py-0.5 text-faint" title={field}>
        {field}
      </dt>
      <dd className="flex min-w-0 items-start gap-1 py-0.5">
        <span className={value === undefined ? 'text-faint' : 'min-w-0 break-all'}>{value ?? '–'}</span>
        {patch === undefined ? null : (
          <button
            type="button"
            aria-label={`Only lines with this ${field}`}
            title={`Only lines with this ${field}`}
            className="grid size-4 shrink-0 place-items-center rounded-sm text-faint opacity-60 hover:text-accent hover:opacity-100 focus-visible:opacity-100"
            onClick={() => onNarrow(patch)}
          >
            <ListFilter aria-hidden className="size-3" />
          </button>
        )}
      </dd>
    </div>
  );
}
