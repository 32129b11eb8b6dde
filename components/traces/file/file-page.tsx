'use client';

import { FileUp, FileX } from 'lucide-react';
import { type DragEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { readTraceFile, type TraceFile } from '@/lib/mesh/trace/file/read-trace-file';
import type { Trace } from '@/lib/mesh/trace/trace';
import { spanTitle } from '../model/describe-span';
import { TraceScreen } from '../trace-screen';

/** Read in one piece by the browser. */
const MOST_BYTES = 64 * 1024 * 1024;

type Opened = { name: string; file: TraceFile };

/** A trace from a file, in the same views as those of the mesh. It stays in this browser. */
export function TraceFilePage() {
  const [opened, setOpened] = useState<Opened>();
  const open = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const file: TraceFile =
      chosen.size > MOST_BYTES
        ? { reason: `it has more than ${MOST_BYTES / 1024 / 1024} MiB` }
        : readTraceFile(await chosen.text());
    setOpened({ name: chosen.name, file });
  };
  if (opened !== undefined && opened.file.reason === undefined) {
    return <FileTraces name={opened.name} traces={opened.file.traces} onFile={open} />;
  }
  return (
    <Page className="h-full">
      <PageHeader
        crumbs={[{ label: 'Traces', href: '/traces' }, { label: 'File' }]}
        title="Open a trace file"
      />
      <DropArea onFile={open}>
        {opened?.file.reason === undefined ? (
          <EmptyState icon={FileUp} title="Drop a file here">
            JSON as Jaeger, Zipkin (v2, v1), OTLP collectors or Meshscope save it. It is read in this browser
            and not sent anywhere.
          </EmptyState>
        ) : (
          <EmptyState icon={FileX} title={`Cannot read ${opened.name}`}>
            The file cannot be shown: {opened.file.reason}.
          </EmptyState>
        )}
        <ChooseFile onFile={open} />
      </DropArea>
    </Page>
  );
}

type OnFile = (file: File | undefined) => Promise<void>;

function DropArea({ onFile, children }: { onFile: OnFile; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void onFile(event.dataTransfer.files[0]);
  };
  return (
    <section
      aria-label="Drop a trace file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'grid min-h-80 grow place-content-center justify-items-center gap-4 rounded-md border border-border-strong border-dashed',
        isOver && 'border-accent bg-accent/5',
      )}
    >
      {children}
    </section>
  );
}

function ChooseFile({ onFile }: { onFile: OnFile }) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className="sr-only"
        onChange={(event) => void onFile(event.target.files?.[0])}
      />
      <Button asChild>
        <label htmlFor={id} className="cursor-pointer">
          <FileUp aria-hidden />
          Choose a file
        </label>
      </Button>
    </>
  );
}

type FileTracesProps = {
  name: string;
  traces: readonly { traceId: string; spans: Parameters<typeof buildTrace>[1] }[];
  onFile: OnFile;
};

function FileTraces({ name, traces, onFile }: FileTracesProps) {
  const built = useMemo(
    () =>
      traces
        .map(({ traceId, spans }) => buildTrace(traceId, spans))
        .toSorted((a, b) => b.nodes.length - a.nodes.length),
    [traces],
  );
  const [chosen, setChosen] = useState(built[0]?.traceId ?? '');
  const trace = built.find(({ traceId }) => traceId === chosen) ?? built[0];
  if (trace === undefined) return null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-3 border-border border-b bg-raised px-4 py-2 text-sm lg:px-6">
        <span className="min-w-0 truncate">
          From the file <strong>{name}</strong>
        </span>
        {built.length < 2 ? null : (
          <Select
            label="Trace of the file"
            value={trace.traceId}
            options={built.map((one) => ({ value: one.traceId, label: titleOf(one) }))}
            onChange={setChosen}
            className="max-w-96"
          />
        )}
        <ChooseFile onFile={onFile} />
      </div>
      <div className="min-h-0 grow">
        <TraceScreen key={trace.traceId} trace={trace} origin="file" />
      </div>
    </div>
  );
}

function titleOf({ roots, durationUs, nodes }: Trace): string {
  const span = roots[0]?.span;
  const took = printQuantity(formatDuration(durationUs / 1000));
  return `${span === undefined ? '' : `${span.service} ${spanTitle(span)} · `}${took} · ${nodes.length} spans`;
}
