'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { formatClock } from '@/lib/client/format/format-time';
import { useLogLines } from '@/lib/client/logs/use-log-lines';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import type { LogLine } from '@/lib/protocol/api/logs';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { logsHref } from '../panel/code-list';

const SHOWN = 25;

/** The newest access-log lines of an edge, as they come. */
export function EdgeLogs({ of }: { of: string }) {
  const { range } = useScope();
  const lines = useLogLines({ of, ...windowQuery(range) }, range);
  const state = panelState(lines, (data) =>
    data.length === 0 ? <p className="text-muted text-sm">No log lines in this window</p> : undefined,
  );
  return (
    <Card>
      <section aria-label="Logs" className="p-4">
        <header className="mb-2 flex items-center gap-3">
          <h2 className="text-sm">Access log</h2>
          <Button asChild size="sm" className="ml-auto">
            <AppLink href={logsHref(of)}>All lines of this edge</AppLink>
          </Button>
        </header>
        <PanelBody title="The access log" state={state}>
          {(data) => (
            <ul className="font-mono text-xs">
              {data.slice(0, SHOWN).map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          )}
        </PanelBody>
      </section>
    </Card>
  );
}

function Line({ line }: { line: LogLine }) {
  const hasFailed = line.response_code === 0 || line.response_code >= 400;
  return (
    <li className="grid grid-cols-[72px_40px_64px_1fr_auto_88px] items-baseline gap-x-3 rounded-sm px-2 py-0.5 hover:bg-raised max-[700px]:grid-cols-[72px_40px_1fr_auto]">
      <span className="num text-faint">{formatClock(line.start_time)}</span>
      <span className={hasFailed ? 'text-failing' : 'text-muted'}>
        {line.response_code === 0 ? '–' : line.response_code}
      </span>
      <span className="truncate text-degraded max-[700px]:hidden">
        {line.response_flags === '-' ? '' : line.response_flags}
      </span>
      <span className="truncate">
        <span className="text-muted">{line.method}</span> {line.path}
      </span>
      <Metric quantity={formatDuration(line.duration_us / 1_000)} />
      <span className="text-faint max-[700px]:hidden">{line.reporter}</span>
    </li>
  );
}
