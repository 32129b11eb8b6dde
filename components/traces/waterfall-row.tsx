'use client';

import { ChevronRight, OctagonX, Unplug } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import { MiddleText } from '@/components/ui/middle-text';
import type { CriticalSegment } from '@/lib/mesh/trace/critical-path';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { describeSpan, rowTitle } from './model/describe-span';
import type { TimeView } from './model/time-view';
import { SpanBar } from './span-bar';

type WaterfallRowProps = {
  node: TraceNode;
  top: number;
  trace: Trace;
  colour: string;
  critical: readonly CriticalSegment[] | undefined;
  /** Undefined when nothing is searched. */
  isMatch: boolean | undefined;
  view: TimeView;
  isClosed: boolean;
  isCursor: boolean;
  isOpen: boolean;
  onOpen: (node: TraceNode) => void;
  onToggle: (node: TraceNode) => void;
};

const INDENT = 14;
/** Deeper calls keep this indent, so that the name stays in sight. */
const DEEPEST_INDENT = 18;

/** One span: its place in the tree, its name, its bar. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { node, top, trace, colour, critical, isMatch, view, isClosed, isCursor, isOpen, onOpen, onToggle } =
    props;
  const { span } = node;
  const sentence = describeSpan(node);
  const indent = Math.min(node.depth, DEEPEST_INDENT) * INDENT;
  const isParent = node.children.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its items
    <div
      id={`span-${node.index}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={node.depth + 1}
      aria-expanded={isParent ? !isClosed : undefined}
      aria-selected={isOpen}
      className={cn(
        'absolute inset-x-0 flex h-7 cursor-pointer hover:bg-raised',
        isCursor &&
          'group-focus-visible/tree:outline-2 group-focus-visible/tree:outline-accent group-focus-visible/tree:-outline-offset-2',
        isMatch === true && 'bg-degraded/10',
        isMatch === false && 'opacity-45',
        isOpen && 'bg-accent/12 opacity-100 hover:bg-accent/15',
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(node)}
    >
      <div
        className="relative flex w-(--name) shrink-0 items-center gap-1.5 overflow-hidden border-border border-r pr-2 text-sm"
        style={{ paddingLeft: indent + 6 }}
        title={sentence}
      >
        <Guides indent={indent} />
        {isParent ? (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className="num relative flex h-4.5 min-w-7 shrink-0 items-center gap-px rounded-sm pr-1 text-2xs text-muted hover:bg-border"
            onClick={(event) => {
              event.stopPropagation();
              onToggle(node);
            }}
          >
            <ChevronRight className={cn('size-3.5 transition-transform', !isClosed && 'rotate-90')} />
            {isClosed ? node.descendants : node.children.length}
          </button>
        ) : (
          <span className="w-7 shrink-0" />
        )}
        <span aria-hidden className="h-4 w-1 shrink-0 rounded-sm" style={{ background: colour }} />
        {span.status === 'error' ? (
          <OctagonX role="img" aria-label="Failed" className="size-3.5 shrink-0 text-failing" />
        ) : null}
        {node.isOrphan ? (
          <Unplug role="img" aria-label="Its caller is missing" className="size-3.5 shrink-0 text-degraded" />
        ) : null}
        <span className="shrink-0 font-medium">{span.service}</span>
        <MiddleText text={rowTitle(span)} title={sentence} className="text-muted" />
      </div>
      <SpanBar span={span} trace={trace} view={view} colour={colour} critical={critical} />
    </div>
  );
});

/** One hairline a level, so that the eye finds the caller. */
function Guides({ indent }: { indent: number }) {
  if (indent === 0) return null;
  return (
    <span
      aria-hidden
      className="absolute inset-y-0 left-[13px] bg-[repeating-linear-gradient(to_right,var(--border)_0_1px,transparent_1px_14px)]"
      style={{ width: indent }}
    />
  );
}
