'use client';

import { Download, GitCompareArrows, Link2, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Metric } from '@/components/ui/metric';
import { PageHeader } from '@/components/ui/page-header';
import { TimeAgo } from '@/components/ui/time-ago';
import { saveFile } from '@/lib/client/files/save-file';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import type { Quantity } from '@/lib/client/format/quantity';
import type { Trace } from '@/lib/mesh/trace/trace';
import { DownloadMenu } from './download-menu';
import { spanTitle } from './model/describe-span';
import { spanFacts } from './model/span-facts';

type TraceHeaderProps = {
  trace: Trace;
  /** The spans as they were reported, for files. */
  reported: Trace;
  isKept: boolean;
  /** What has to be known to read the bars. */
  note: ReactNode;
};

/** What the trace is, in one line of numbers; and what is odd about it. */
export function TraceHeader({ trace, reported, isKept, note }: TraceHeaderProps) {
  const root = trace.roots[0];
  const span = root?.span;
  const code = span === undefined ? undefined : spanFacts(span).code;
  return (
    <div className="flex flex-col gap-2">
      <PageHeader
        crumbs={[{ label: 'Traces', href: '/traces' }, { label: trace.traceId.slice(0, 8) }]}
        title={span === undefined ? 'Trace' : `${span.service} ${spanTitle(span)}`}
        facts={
          <>
            {trace.errors > 0 ? (
              <Badge tone="failing">
                <OctagonX aria-hidden />
                {trace.errors} failed {trace.errors === 1 ? 'span' : 'spans'}
              </Badge>
            ) : null}
            {code === undefined ? null : (
              <Badge tone={code >= 500 || code === 0 ? 'failing' : 'neutral'}>{code}</Badge>
            )}
            {root?.isOrphan ? <Badge tone="degraded">Root missing</Badge> : null}
          </>
        }
        actions={
          <>
            {isKept ? (
              <>
                <CopyLink />
                <Button asChild size="sm">
                  <AppLink href={`/traces/compare?a=${trace.traceId}`}>
                    <GitCompareArrows aria-hidden />
                    Compare
                  </AppLink>
                </Button>
              </>
            ) : null}
            <Button size="sm" onClick={() => saveTrace(reported)}>
              <Download aria-hidden />
              Download JSON
            </Button>
            <DownloadMenu trace={reported} />
          </>
        }
      />
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Fact label="Duration" quantity={formatDuration(trace.durationUs / 1000)} />
        <Fact label="Spans" quantity={{ value: trace.nodes.length.toLocaleString('en-US'), unit: '' }} />
        <Fact label="Services" quantity={formatCount(trace.services.length)} />
        <Fact label="Depth" quantity={formatCount(trace.depth)} />
        <Fact
          label="Errors"
          quantity={formatCount(trace.errors)}
          tone={trace.errors > 0 ? 'failing' : undefined}
        />
        <div className="flex items-baseline gap-1.5">
          <dt className="text-muted text-xs">Started</dt>
          <dd>
            <TimeAgo timeMs={trace.startUs / 1000} />
          </dd>
        </div>
        <div className="flex min-w-0 items-center gap-1">
          <dt className="text-muted text-xs">Trace id</dt>
          <dd className="flex min-w-0 items-center font-mono text-xs">
            <span className="truncate">{trace.traceId}</span>
            <CopyButton text={trace.traceId} label="Copy the trace id" className="size-6" />
          </dd>
        </div>
      </dl>
      {note}
      {trace.missingParents > 0 ? (
        <p className="text-degraded text-xs">
          {trace.missingParents === 1 ? 'One span' : `${trace.missingParents} spans`} that others name as
          parent did not arrive: a caller without an agent, or a span not reported yet. Their callees stand at
          the top level.
        </p>
      ) : null}
    </div>
  );
}

type FactProps = { label: string; quantity: Quantity; tone?: 'failing' | undefined };

function Fact({ label, quantity, tone }: FactProps) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-muted text-xs">{label}</dt>
      <dd>
        <Metric quantity={quantity} tone={tone} />
      </dd>
    </div>
  );
}

function CopyLink() {
  return (
    <Button size="sm" onClick={() => void navigator.clipboard.writeText(window.location.href)}>
      <Link2 aria-hidden />
      Copy link
    </Button>
  );
}

function saveTrace(trace: Trace): void {
  const spans = trace.nodes.map(({ span }) => span);
  saveFile(
    `trace-${trace.traceId}.json`,
    'application/json',
    JSON.stringify({ traceId: trace.traceId, spans }, null, 2),
  );
}
