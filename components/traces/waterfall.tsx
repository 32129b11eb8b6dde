'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { ResizeHandle } from '@/components/ui/resize-handle';
import { usePreference } from '@/lib/client/preferences/use-preference';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { type Collapse, isCollapsed, nodeKey, toggleNode } from './model/collapse';
import type { CriticalTime } from './model/critical-time';
import type { TimeView } from './model/time-view';
import { TimeRuler } from './time-ruler';
import { moveCursor } from './tree-keys';
import { WaterfallRow } from './waterfall-row';

type WaterfallProps = {
  trace: Trace;
  nodes: readonly TraceNode[];
  colours: ReadonlyMap<string, string>;
  critical: CriticalTime | undefined;
  /** Undefined when nothing is searched. */
  matches: readonly TraceNode[] | undefined;
  view: TimeView;
  onZoom: (view: TimeView) => void;
  collapse: Collapse;
  onCollapse: (collapse: Collapse) => void;
  cursor: TraceNode | undefined;
  isOpen: boolean;
  onMove: (node: TraceNode) => void;
  onOpen: (node: TraceNode) => void;
};

const ROW = 28;
const NAME_WIDTH = 380;

/** The tree of calls beside their bars; only what is in sight is drawn. */
export function Waterfall(props: WaterfallProps) {
  const { trace, nodes, colours, critical, matches, view, onZoom, collapse, onCollapse } = props;
  const { cursor, isOpen, onMove, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [stored, store] = usePreference('trace.name-width', String(NAME_WIDTH));
  const nameWidth = Number(stored) || NAME_WIDTH;
  const matched = useMemo(() => (matches === undefined ? undefined : new Set(matches)), [matches]);
  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 16,
    initialRect: { width: 1280, height: 720 },
  });
  const at = cursor === undefined ? -1 : nodes.indexOf(cursor);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);
  const toggle = (node: TraceNode) => onCollapse(toggleNode(collapse, node));
  return (
    <div className="relative flex min-h-0 grow flex-col" style={{ '--name': `min(${nameWidth}px, 48%)` }}>
      <TimeRuler trace={trace} view={view} onZoom={onZoom} />
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label="Spans"
        aria-activedescendant={at < 0 ? undefined : `span-${nodes[at]?.index}`}
        className="group/tree min-h-0 grow overflow-auto outline-none"
        onKeyDown={(event) => {
          if (moveCursor(event.key, { nodes, at, collapse, onMove, onToggle: toggle, onOpen }))
            event.preventDefault();
        }}
      >
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const node = nodes[index];
            if (node === undefined) return null;
            return (
              <WaterfallRow
                key={nodeKey(node)}
                node={node}
                top={start}
                trace={trace}
                colour={colours.get(node.span.service) ?? 'var(--idle)'}
                critical={critical?.segments.get(node.index)}
                isMatch={matched?.has(node)}
                view={view}
                isClosed={isCollapsed(node, collapse)}
                isCursor={index === at}
                isOpen={isOpen && index === at}
                onOpen={onOpen}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
      <ResizeHandle
        label="Width of the names"
        value={nameWidth}
        min={160}
        max={800}
        grows="right"
        onChange={(next) => store(String(next))}
        className="absolute inset-y-0 left-(--name) -ml-0.5"
      />
    </div>
  );
}
