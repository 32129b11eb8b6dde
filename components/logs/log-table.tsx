'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { useRowFocus } from '@/components/ui/use-row-focus';
import { useTableColumns } from '@/components/ui/use-table-columns';
import type { LogLine } from '@/lib/protocol/api/logs';
import { LOG_COLUMNS } from './log-columns';
import { LogRow } from './log-row';
import { LogTableFoot, type LogTableFootProps } from './log-table-foot';
import { LogTableToolbar } from './log-table-toolbar';
import type { LogFilterState } from './model/log-filter-state';
import type { Follow } from './use-follow';

type LogTableProps = {
  lines: readonly LogLine[];
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
  onNarrow: (patch: Partial<LogFilterState>) => void;
  follow: Follow;
  isLive: boolean;
  /** What stands in the toolbar beside following and columns. */
  toolbar: ReactNode;
  older: LogTableFootProps['older'];
};

const ROW = 24;
/** Height of an open line's detail until it is measured. */
const DETAIL = 420;
/** Scrolled further than this the reader reads: new lines wait. */
const READING_PX = 48;

/** Dense lines, newest first; only what is in sight is drawn. A line opens in place. */
export function LogTable(props: LogTableProps) {
  const { lines, openId, onOpen, onNarrow, follow, isLive, toolbar, older } = props;
  const { shown, choice, choose } = useTableColumns('logs', LOG_COLUMNS);
  const scroller = useRef<HTMLDivElement>(null);
  const [detailHeight, setDetailHeight] = useState(DETAIL);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW + (lines[index]?.id === openId ? detailHeight : 0),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 20,
    initialRect: { width: 1280, height: 720 },
  });
  useEffect(() => {
    // Sizes follow from what is open and how high that is.
    if (detailHeight > 0 || openId === undefined) virtual.measure();
  }, [virtual, openId, detailHeight]);
  const { activeIndex, onKeyDown, onRowFocus } = useRowFocus(lines.length, virtual, scroller);
  const openAt = openId === undefined ? -1 : lines.findIndex(({ id }) => id === openId);
  // A line named by the link is brought into sight once; a line the reader opens is in sight already.
  const linked = useRef(openId);
  useEffect(() => {
    if (openAt < 0 || linked.current === undefined) return;
    linked.current = undefined;
    virtual.scrollToIndex(openAt, { align: 'start' });
  }, [openAt, virtual]);
  const template = shown
    .map(({ width }) => (width === undefined ? 'minmax(200px,1fr)' : `${width}px`))
    .join(' ');
  const minWidth = shown.reduce((sum, column) => sum + (column.width ?? 200), 60);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <LogTableToolbar
        follow={follow}
        isLive={isLive}
        choice={choice}
        onChoose={choose}
        onResume={() => {
          follow.resume();
          scroller.current?.scrollTo({ top: 0 });
        }}
      >
        {toolbar}
      </LogTableToolbar>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtualised list with rows of many heights cannot be a table */}
      <div
        ref={scroller}
        role="table"
        aria-label="Log lines"
        aria-rowcount={lines.length + 1}
        className="min-h-0 grow overflow-auto font-mono text-xs"
        onKeyDown={onKeyDown}
        onPointerEnter={() => follow.point(true)}
        onPointerLeave={() => follow.point(false)}
        onScroll={(event) => {
          if (event.currentTarget.scrollTop > READING_PX) follow.pause();
        }}
      >
        <div style={{ minWidth }}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div
            role="row"
            tabIndex={-1}
            className="sticky top-0 z-10 grid h-7 items-center gap-x-3 border-border border-b bg-surface pr-3 pl-8 font-sans text-muted"
            style={{ gridTemplateColumns: template }}
          >
            {shown.map(({ id, header, help, align }) => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <span
                key={id}
                role="columnheader"
                tabIndex={-1}
                title={help}
                className={cn('truncate', align === 'end' && 'text-right')}
              >
                {header}
              </span>
            ))}
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const line = lines[index];
              return line === undefined ? null : (
                <LogRow
                  key={key}
                  line={line}
                  index={index}
                  top={start}
                  onDetailHeight={setDetailHeight}
                  columns={shown}
                  template={template}
                  isActive={index === activeIndex}
                  isOpen={line.id === openId}
                  onFocus={onRowFocus}
                  onOpen={onOpen}
                  onNarrow={onNarrow}
                />
              );
            })}
          </div>
        </div>
      </div>
      <LogTableFoot count={lines.length} older={older} />
    </div>
  );
}
