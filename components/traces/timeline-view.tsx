'use client';

import { useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { useDraft } from '@/lib/client/url/use-draft';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { TraceNode } from '@/lib/mesh/trace/trace';
import { type Collapse, nodeKey, revealNode, visibleNodes } from './model/collapse';
import { findInTrace } from './model/find-in-trace';
import type { TimeView } from './model/time-view';
import type { TRACE_PAGE, TracePageState } from './model/trace-page-state';
import { TimelineToolbar } from './timeline-toolbar';
import { TraceMinimap } from './trace-minimap';
import type { TraceViewProps } from './trace-view-props';
import { useTimelineKeys } from './use-timeline-keys';
import { Waterfall } from './waterfall';

type TimelineViewProps = TraceViewProps & { state: TracePageState; write: WriteUrl<typeof TRACE_PAGE> };

const REPLACE = { replace: true };

/** The waterfall with its overview and tools. */
export function TimelineView({
  trace,
  colours,
  critical,
  selected,
  onOpen,
  state,
  write,
}: TimelineViewProps) {
  const { level, toggled, zoom } = state;
  const collapse = useMemo<Collapse>(() => ({ level, toggled }), [level, toggled]);
  const nodes = useMemo(() => visibleNodes(trace, collapse), [trace, collapse]);
  const [find, setFind] = useDraft(state.find, (text) => write({ find: text }, REPLACE));
  const matches = useMemo(() => findInTrace(trace, find), [trace, find]);
  const [placed, setCursor] = useState<TraceNode>();
  const cursor = selected ?? (placed && nodes.includes(placed) ? placed : nodes[0]);
  const setCollapse = (next: Collapse) => write(next, REPLACE);
  const setZoom = (next: TimeView) => write({ zoom: next }, REPLACE);
  const goTo = (node: TraceNode | undefined, opens: boolean) => {
    if (node === undefined) return;
    setCursor(node);
    const revealed = revealNode(collapse, node);
    if (revealed !== collapse) setCollapse(revealed);
    if (opens) onOpen(nodeKey(node));
  };
  useTimelineKeys({ trace, nodes, matches, cursor, state, write, goTo });
  return (
    <Card className="isolate mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col overflow-hidden">
      <TimelineToolbar
        trace={trace}
        matches={matches}
        cursor={cursor}
        find={find}
        onFind={setFind}
        state={state}
        write={write}
        onMatch={(node) => goTo(node, true)}
      />
      <TraceMinimap trace={trace} colours={colours} view={zoom} onChange={setZoom} />
      <Waterfall
        trace={trace}
        nodes={nodes}
        colours={colours}
        critical={state.critical ? critical : undefined}
        matches={find === '' ? undefined : matches}
        view={zoom}
        onZoom={setZoom}
        collapse={collapse}
        onCollapse={setCollapse}
        cursor={cursor}
        isOpen={selected !== undefined}
        onMove={(node) => goTo(node, selected !== undefined)}
        onOpen={(node) => goTo(node, true)}
      />
    </Card>
  );
}
