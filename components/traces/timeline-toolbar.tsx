'use client';

import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp, Maximize2, Route } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { SearchField } from '@/components/ui/search-field';
import { Select } from '@/components/ui/select';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { stepMatch } from './model/find-in-trace';
import { WHOLE } from './model/time-view';
import type { TRACE_PAGE, TracePageState } from './model/trace-page-state';

type TimelineToolbarProps = {
  trace: Trace;
  matches: readonly TraceNode[];
  cursor: TraceNode | undefined;
  find: string;
  onFind: (find: string) => void;
  state: TracePageState;
  write: WriteUrl<typeof TRACE_PAGE>;
  onMatch: (node: TraceNode | undefined) => void;
};

const REPLACE = { replace: true };
const MOST_LEVELS = 12;

/** Search, levels, critical path and zoom. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  const { trace, matches, cursor, find, onFind, state, write, onMatch } = props;
  const setLevel = (level: number | undefined) => write({ level, toggled: [] }, REPLACE);
  const isZoomed = state.zoom.from > 0 || state.zoom.to < 1;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-border border-b px-2 py-1.5">
      <form
        className="flex items-center gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          onMatch(stepMatch(matches, cursor, 1));
        }}
      >
        <SearchField
          label="Find spans"
          placeholder="Find: service, path, tag=value"
          value={find}
          onChange={onFind}
          isMain
          className="w-64"
        />
      </form>
      {find === '' ? null : (
        <>
          <span role="status" className="num min-w-16 px-1 text-muted text-xs">
            {matchCount(matches, cursor)}
          </span>
          <IconButton
            icon={ChevronUp}
            label="Previous match"
            keys="b"
            disabled={matches.length === 0}
            onClick={() => onMatch(stepMatch(matches, cursor, -1))}
          />
          <IconButton
            icon={ChevronDown}
            label="Next match"
            keys="f"
            disabled={matches.length === 0}
            onClick={() => onMatch(stepMatch(matches, cursor, 1))}
          />
        </>
      )}
      {state.critical ? <CriticalLegend /> : null}
      <span className="ml-auto flex items-center gap-1">
        <IconButton
          icon={Route}
          label="Critical path: what the whole request waited for"
          keys="c"
          pressed={state.critical}
          onClick={() => write({ critical: !state.critical }, REPLACE)}
        />
        <IconButton icon={ChevronsDownUp} label="Close all levels" keys="]" onClick={() => setLevel(0)} />
        <IconButton
          icon={ChevronsUpDown}
          label="Open all levels"
          keys="["
          onClick={() => setLevel(undefined)}
        />
        <Select
          label="Open levels"
          isLabelled
          value={state.level === undefined ? 'all' : String(state.level)}
          options={levelOptions(trace.depth)}
          onChange={(value) => setLevel(value === 'all' ? undefined : Number(value))}
          className="max-sm:hidden"
        />
        <IconButton
          icon={Maximize2}
          label="Show the whole duration"
          keys="0"
          disabled={!isZoomed}
          onClick={() => write({ zoom: WHOLE }, REPLACE)}
        />
      </span>
    </div>
  );
}

function CriticalLegend() {
  return (
    <p className="flex items-center gap-2 px-1 text-muted text-xs">
      <span aria-hidden className="h-[3px] w-6 shrink-0 bg-text" />
      Critical path: what the whole request waited for
    </p>
  );
}

function matchCount(matches: readonly TraceNode[], cursor: TraceNode | undefined): string {
  if (matches.length === 0) return 'No match';
  const at = cursor === undefined ? -1 : matches.indexOf(cursor);
  return at < 0 ? `${matches.length} found` : `${at + 1} of ${matches.length}`;
}

function levelOptions(depth: number): { value: string; label: string }[] {
  const count = Math.min(MOST_LEVELS, Math.max(0, depth - 1));
  const levels = Array.from({ length: count }, (_, i) => ({ value: String(i), label: String(i + 1) }));
  return [{ value: 'all', label: 'All' }, ...levels];
}
