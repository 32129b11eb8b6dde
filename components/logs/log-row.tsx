'use client';

import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import type { TableColumn } from '@/components/ui/table-column';
import { codeClass } from '@/lib/mesh/log/code-class';
import type { LogLine } from '@/lib/protocol/api/logs';
import { LogDetail } from './log-detail';
import type { LogFilterState } from './model/log-filter-state';

type LogRowProps = {
  line: LogLine;
  index: number;
  top: number;
  columns: readonly TableColumn<LogLine>[];
  template: string;
  isActive: boolean;
  isOpen: boolean;
  onDetailHeight: (height: number) => void;
  onFocus: (index: number) => void;
  onOpen: (id: string | undefined) => void;
  onNarrow: (patch: Partial<LogFilterState>) => void;
};

/** One line, and below it when open all it says. */
export function LogRow(props: LogRowProps) {
  const { line, index, top, columns, template, isActive, isOpen } = props;
  const { onDetailHeight, onFocus, onOpen, onNarrow } = props;
  const kind = codeClass(line.response_code);
  const isFailed = kind === 'serverError' || kind === 'noResponse';
  const first = columns[0];
  return (
    <div
      className={cn('absolute inset-x-0', isOpen && 'z-[1] bg-raised')}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see LogTable */}
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={index + 2}
        className={cn(
          'relative grid h-6 items-center gap-x-3 border-border/60 border-b pr-3 pl-8 hover:bg-raised',
          isFailed && 'bg-failing/6',
        )}
        style={{ gridTemplateColumns: template }}
      >
        {isFailed ? <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-failing" /> : null}
        {/* biome-ignore lint/a11y/useSemanticElements: see LogTable */}
        <div role="cell" className="num overflow-hidden whitespace-nowrap">
          <button
            type="button"
            data-row-target={index}
            tabIndex={isActive ? 0 : -1}
            aria-expanded={isOpen}
            className="outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
            onFocus={() => onFocus(index)}
            onClick={() => onOpen(isOpen ? undefined : line.id)}
          >
            <ChevronRight
              aria-hidden
              className={cn('absolute top-1.5 left-3 size-3 text-faint', isOpen && 'rotate-90')}
            />
            {first?.cell(line)}
          </button>
        </div>
        <LogCells line={line} columns={columns} />
      </div>
      {isOpen ? <LogDetail line={line} onNarrow={onNarrow} onHeight={onDetailHeight} /> : null}
    </div>
  );
}

type LogCellsProps = { line: LogLine; columns: readonly TableColumn<LogLine>[] };

/** The cells after the first. They are drawn once a line: rows move with every new line, what they say stays. */
const LogCells = memo(function LogCells({ line, columns }: LogCellsProps) {
  return columns.slice(1).map((column) => (
    // biome-ignore lint/a11y/useSemanticElements: see LogTable
    <div
      key={column.id}
      role="cell"
      className={cn(
        'num overflow-hidden text-ellipsis whitespace-nowrap',
        column.align === 'end' && 'text-right',
      )}
    >
      {column.cell(line)}
    </div>
  ));
});
