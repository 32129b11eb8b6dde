'use client';

import { FileUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DurationRange } from '@/components/charts/duration-plot';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { SearchProgress, SearchSkeleton } from '@/components/ui/search-progress';
import { Switch } from '@/components/ui/switch';
import { SavedSearches } from '@/components/ui/views/saved-searches';
import { ClientError } from '@/lib/client/http/client-error';
import { useLiveState } from '@/lib/client/live/use-live';
import { resolveRange } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { useTraceHeat } from '@/lib/client/traces/use-trace-heat';
import { useTraceSearch } from '@/lib/client/traces/use-trace-search';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { DurationPanel } from './duration-panel';
import { MisreadQuery } from './misread-query';
import { describeListed, printFound } from './model/found-words';
import { toScatterPoint } from './model/scatter-point';
import { TRACE_SEARCH, toTraceQuery } from './model/trace-search-state';
import { withoutArriving } from './model/without-arriving';
import { NoTraces } from './no-traces';
import { SearchForm } from './search-form';
import { TraceList } from './trace-list';
import { useOpenTrace } from './use-open-trace';

/** Search over traces: form, scatter plot, list. */
export function TracesPage() {
  const [search, write] = useUrlState(TRACE_SEARCH);
  const { namespaces, range, write: writeScope } = useScope();
  const { isPaused } = useLiveState();
  const isMoving = range.kind === 'relative' && !isPaused;
  // Rows stay where they are while the reader points at one.
  const [highlighted, highlight] = useState<string>();
  const asked = toTraceQuery(search, namespaces, range);
  const query = useTraceSearch(asked, {
    isLive: isMoving && search.live && highlighted === undefined,
  });
  const heat = useTraceHeat(asked, { isLive: isMoving && search.live });
  const counts = heat.data?.isCounted ? heat.data : undefined;
  const nowMs = useNow() ?? query.updatedAt;
  const found = query.data;
  const isLive = isMoving && search.live;
  const traces = useMemo(
    () => (isLive && found !== undefined ? withoutArriving(found, nowMs) : found),
    [found, isLive, nowMs],
  );
  const openTrace = useOpenTrace();
  const points = useMemo(() => (traces ?? []).map(toScatterPoint), [traces]);
  const window = resolveRange(range, nowMs);
  const progress = <SearchProgress progress={query.progress} window={window} onStop={query.stop} />;
  const onBrush = ({ fromMs, toMs, minMs, maxMs }: DurationRange) => {
    writeScope({ range: { kind: 'absolute', fromMs, toMs } });
    if (minMs !== undefined && maxMs !== undefined) write({ min: minMs, max: maxMs }, { replace: true });
  };
  const answer = panelState({ data: traces, error: query.error, refetch: query.refetch }, (found) =>
    found.length === 0 ? <NoTraces search={search} onClear={(patch) => write(patch)} /> : undefined,
  );
  // What is wrong with a query is said at its word.
  const isMisread =
    answer.kind === 'error' &&
    search.q !== '' &&
    query.error instanceof ClientError &&
    query.error.code === 'bad_request';
  const state = isMisread ? { kind: 'empty' as const, empty: <MisreadQuery /> } : answer;
  return (
    <Page className="h-full min-h-[640px]">
      <PageHeader
        title="Traces"
        facts={counts === undefined ? null : <Badge>{printFound(counts)}</Badge>}
        actions={
          <>
            <Switch
              label="Live"
              checked={isMoving && search.live}
              disabled={!isMoving}
              onChange={(live) => write({ live })}
            />
            <SavedSearches page="traces" />
            <Button asChild size="md">
              <AppLink href="/traces/file">
                <FileUp aria-hidden />
                Open a file
              </AppLink>
            </Button>
          </>
        }
      />
      <SearchForm search={search} onChange={write} />
      {state.kind === 'data' ? (
        <DurationPanel
          plot={search.plot}
          onPlot={(plot) => write({ plot }, { replace: true })}
          query={asked}
          isLive={isMoving && search.live}
          heat={heat}
          listed={points}
          window={window}
          onOpen={openTrace}
          onBrush={onBrush}
          highlighted={highlighted}
        />
      ) : null}
      <Card className="flex min-h-72 grow flex-col">
        <PanelBody title="Traces" state={state} skeleton={<SearchSkeleton>{progress}</SearchSkeleton>}>
          {(found) => (
            <TraceList
              traces={found}
              sort={search.sort}
              onSort={(sort) => write({ sort })}
              onHighlight={highlight}
              summary={describeListed(found.length, query.hasMore || query.progress !== undefined, counts)}
              progress={progress}
              hasMore={query.hasMore && query.progress === undefined}
              moreLabel={query.isStopped ? 'Search on' : 'Load older traces'}
              onMore={query.searchOn}
            />
          )}
        </PanelBody>
      </Card>
    </Page>
  );
}
