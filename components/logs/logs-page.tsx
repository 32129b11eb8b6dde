'use client';

import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { SearchProgress, SearchSkeleton } from '@/components/ui/search-progress';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { SavedSearches } from '@/components/ui/views/saved-searches';
import { saveFile } from '@/lib/client/files/save-file';
import { formatCount } from '@/lib/client/format/format-count';
import { printQuantity } from '@/lib/client/format/quantity';
import { useLogLines } from '@/lib/client/logs/use-log-lines';
import { resolveRange } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { LogFilters } from './log-filters';
import { LogHistogram } from './log-histogram';
import { LogTable } from './log-table';
import { LOG_FILTER, toLogQuery } from './model/log-filter-state';
import { toJsonLines } from './model/to-json-lines';
import { NoLines } from './no-lines';
import { PatternTable } from './pattern-table';
import { SidesSelect } from './sides-select';
import { useFollow } from './use-follow';

const VIEWS = [
  { value: 'lines', label: 'Lines' },
  { value: 'patterns', label: 'Patterns' },
] as const;

/** The access log of the whole mesh: live tail and search over history. */
export function LogsPage() {
  const [filter, write] = useUrlState(LOG_FILTER);
  const { namespaces, range, write: writeScope } = useScope();
  const query = useMemo(() => toLogQuery(filter, namespaces, range), [filter, namespaces, range]);
  const source = useLogLines(query, range);
  const follow = useFollow(source.data ?? [], JSON.stringify(query));
  const state = panelState({ ...source, data: source.data && follow.lines }, (lines) =>
    lines.length === 0 ? <NoLines filter={filter} onClear={write} /> : undefined,
  );
  const searched = resolveRange(range, useNow() ?? 0);
  const progress = <SearchProgress progress={source.progress} window={searched} onStop={source.stop} />;
  const loaded = printQuantity(formatCount(follow.lines.length));
  return (
    <Page className="h-full min-h-[640px] gap-3">
      <PageHeader
        title="Logs"
        facts={<Badge>{loaded} lines loaded</Badge>}
        actions={
          <>
            <SegmentedControl
              label="View"
              value={filter.view}
              options={VIEWS}
              onChange={(view) => write({ view })}
            />
            <Button
              size="md"
              disabled={follow.lines.length === 0}
              onClick={() => saveFile('access-log.jsonl', 'application/x-ndjson', toJsonLines(follow.lines))}
            >
              <Download aria-hidden />
              Download JSON lines
            </Button>
            <SavedSearches page="logs" />
          </>
        }
      />
      <LogFilters filter={filter} onChange={write} />
      <LogHistogram
        query={query}
        range={range}
        onBrush={(to) => writeScope({ range: { kind: 'absolute', ...to } })}
      />
      <Card className="flex min-h-72 grow flex-col overflow-hidden">
        <PanelBody title="Logs" state={state} skeleton={<SearchSkeleton>{progress}</SearchSkeleton>}>
          {(lines) =>
            filter.view === 'patterns' ? (
              <PatternTable lines={lines} onNarrow={(patch) => write({ ...patch, view: 'lines' })} />
            ) : (
              <LogTable
                lines={lines}
                openId={filter.line}
                onOpen={(line) => {
                  if (line !== undefined) follow.pause();
                  write({ line }, { replace: true });
                }}
                onNarrow={(patch) => write(patch)}
                follow={follow}
                isLive={range.kind === 'relative'}
                toolbar={
                  <>
                    <SidesSelect sides={filter.sides} onChange={(sides) => write({ sides })} />
                    {progress}
                  </>
                }
                older={source.older}
              />
            )
          }
        </PanelBody>
      </Card>
    </Page>
  );
}
