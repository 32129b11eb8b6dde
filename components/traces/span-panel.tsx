'use client';

import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import type { QueryLike } from '@/components/ui/panel-state';
import { SidePanel } from '@/components/ui/side-panel';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import type { LogLine } from '@/lib/protocol/api/logs';
import { describeSpan, spanTitle } from './model/describe-span';
import { spanFacts } from './model/span-facts';
import { PanelSection } from './panel-section';
import { SpanDetails } from './span-details';
import { hasEvents, SpanEvents } from './span-events';
import { SpanLogs } from './span-logs';
import { SpanReasons } from './span-reasons';
import { SpanTags } from './span-tags';
import { SpanTiming } from './span-timing';

type SpanPanelProps = {
  node: TraceNode;
  trace: Trace;
  colours: ReadonlyMap<string, string>;
  criticalUs: number;
  logs: QueryLike<{ lines: LogLine[] }>;
  onOpen: (key: string | undefined) => void;
  onClose: () => void;
};

/** Everything about one span: plain words first, raw tags last. */
export function SpanPanel({ node, trace, colours, criticalUs, logs, onOpen, onClose }: SpanPanelProps) {
  const { span } = node;
  const { code } = spanFacts(span);
  return (
    <SidePanel
      label="Span"
      onClose={onClose}
      title={
        <div className="flex min-w-0 items-center gap-2">
          <span
            aria-hidden
            className="h-5 w-1 shrink-0 rounded-sm"
            style={{ background: colours.get(span.service) }}
          />
          <h2 className="truncate text-sm">{span.service}</h2>
          <Badge>{span.kind.toLowerCase()}</Badge>
          {code === undefined ? null : (
            <Badge tone={code >= 500 || code === 0 ? 'failing' : code >= 400 ? 'degraded' : 'ok'}>
              {code}
            </Badge>
          )}
        </div>
      }
    >
      <div className="flex flex-col">
        <PanelSection>
          <p className="break-words font-mono text-xs">{spanTitle(span)}</p>
          <p>{describeSpan(node)}</p>
          <SpanReasons span={span} />
        </PanelSection>
        <PanelSection title="Where the time went">
          <SpanTiming node={node} trace={trace} criticalUs={criticalUs} />
        </PanelSection>
        <PanelSection title="Details">
          <SpanDetails node={node} trace={trace} onOpen={onOpen} />
        </PanelSection>
        {span.details === undefined || !hasEvents(span.details) ? null : (
          <PanelSection title="What the application said">
            <SpanEvents span={span} />
          </PanelSection>
        )}
        <PanelSection
          title="Access log"
          action={
            <AppLink href={`/logs?trace=${span.trace_id}`} className="text-accent text-xs hover:underline">
              Whole trace in logs
            </AppLink>
          }
        >
          <SpanLogs span={span} logs={logs} />
        </PanelSection>
        <PanelSection
          title="Tags"
          action={
            <CopyButton
              text={JSON.stringify(span.tags, null, 2)}
              label="Copy all tags as JSON"
              className="size-6"
            />
          }
        >
          <SpanTags tags={span.tags} />
        </PanelSection>
      </div>
    </SidePanel>
  );
}
