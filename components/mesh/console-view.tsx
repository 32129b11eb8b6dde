'use client';

import type { ReactNode } from 'react';
import { BigMetric } from '@/components/ui/big-metric';
import { Card } from '@/components/ui/card';
import { PanelBody } from '@/components/ui/panel';
import { panelState, type QueryLike } from '@/components/ui/panel-state';
import { TimeAgo } from '@/components/ui/time-ago';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import type { Quantity } from '@/lib/client/format/quantity';
import type { ConsoleState } from '@/lib/protocol/api/console';
import { RefusalList } from './refusal-list';

/** From here on queries feel it. */
const SLOW_LOOP_MS = 50;
const SLOW_COMMIT_MS = 250;

/** How the console itself is. */
export function ConsoleView({ query }: { query: QueryLike<ConsoleState> }) {
  return (
    <PanelBody title="Console" state={panelState(query)}>
      {({ version, startedAt, rssBytes, eventLoopDelayP99Ms, database, ingest, live }) => (
        <div className="grid gap-4 lg:grid-cols-2">
          <Group title="Console" note={`version ${version}`}>
            <BigMetric label="Memory" quantity={formatBytes(rssBytes)} />
            <BigMetric
              label="Event loop delay, p99"
              quantity={formatDuration(eventLoopDelayP99Ms)}
              tone={eventLoopDelayP99Ms > SLOW_LOOP_MS ? 'degraded' : undefined}
            />
            <BigMetric label="Browsers" quantity={formatCount(live.browsers)} />
            <BigMetric label="Live subscriptions" quantity={formatCount(live.subscriptions)} />
            <BigMetric
              label="Updates skipped"
              quantity={formatCount(live.skippedUpdates)}
              tone={live.skippedUpdates > 0 ? 'degraded' : undefined}
              note="for slow browsers"
            />
            <p className="basis-full text-muted">
              Started <TimeAgo timeMs={startedAt} />
            </p>
          </Group>
          <Group title="Database" note={database.version}>
            <BigMetric
              label="Connection"
              quantity={{ value: database.connected ? 'Up' : 'Away', unit: '' }}
              tone={database.connected ? undefined : 'failing'}
            />
            <BigMetric
              label="Kind"
              quantity={{ value: database.kind === 'embedded' ? 'Embedded' : 'External', unit: '' }}
            />
            <BigMetric label="Size" quantity={formatBytes(database.sizeBytes)} />
            {database.message === null ? null : <p className="basis-full text-failing">{database.message}</p>}
          </Group>
          <Group title="Ingest" note={`${ingest.agents} agents`} className="lg:col-span-2">
            <BigMetric label="Metric points" quantity={perSecond(ingest.pointsPerSecond)} />
            <BigMetric label="Log lines" quantity={perSecond(ingest.logsPerSecond)} />
            <BigMetric label="Spans" quantity={perSecond(ingest.spansPerSecond)} />
            <BigMetric label="Batches waiting" quantity={formatCount(ingest.pendingBatches)} />
            <BigMetric label="Commit, p50" quantity={duration(ingest.commitMsP50)} />
            <BigMetric
              label="Commit, p99"
              quantity={duration(ingest.commitMsP99)}
              tone={(ingest.commitMsP99 ?? 0) > SLOW_COMMIT_MS ? 'degraded' : undefined}
            />
            <BigMetric
              label="Refused"
              quantity={formatCount(ingest.refused)}
              tone={ingest.refused > 0 ? 'degraded' : undefined}
              note="rows and agents"
            />
            <BigMetric
              label="Repeated"
              quantity={formatCount(ingest.duplicates)}
              note="batches counted once"
            />
            <RefusalList refusals={ingest.refusals} />
          </Group>
        </div>
      )}
    </PanelBody>
  );
}

type GroupProps = { title: string; note: string; className?: string; children: ReactNode };

function Group({ title, note, className, children }: GroupProps) {
  return (
    <Card className={className}>
      <section aria-label={title}>
        <header className="flex h-11 items-center gap-2 border-border border-b px-4">
          <h2 className="text-sm">{title}</h2>
          <span className="text-faint text-xs">{note}</span>
        </header>
        <div className="flex flex-wrap gap-x-10 gap-y-4 p-4">{children}</div>
      </section>
    </Card>
  );
}

function perSecond(rate: number): Quantity {
  const { value, unit } = formatCount(rate);
  return { value, unit: `${unit}/s` };
}

function duration(ms: number | null): Quantity | undefined {
  return ms === null ? undefined : formatDuration(ms);
}
