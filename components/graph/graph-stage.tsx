'use client';

import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { LayoutName } from '@/lib/mesh/graph/layout/layout-input';
import { ErrorState } from '../ui/error-state';
import type { NodeBadges } from './badge/list-badges';
import type { CanvasTheme } from './canvas/canvas-theme';
import { GraphCanvas } from './canvas/graph-canvas';
import type { GraphView } from './canvas/graph-view';
import { REDUCED_ABOVE, useAnimated } from './canvas/use-animated';
import { useScene } from './canvas/use-scene';
import { GraphSkeleton } from './graph-skeleton';
import type { GraphUrl, WriteGraphUrl } from './graph-url';
import { type Direction, moveSelection } from './keyboard/move-selection';
import { buildLayoutInput } from './layout/build-layout-input';
import { useLayout } from './layout/use-layout';
import { Minimap } from './minimap/minimap';
import type { DrawnGraph } from './model/drawn-graph';
import { relatedTo } from './model/related-to';
import type { Found } from './model/use-found';
import { ViewControls } from './toolbar/view-controls';

type GraphStageProps = {
  graph: DrawnGraph;
  found: Found;
  badges: ReadonlyMap<string, NodeBadges>;
  url: GraphUrl;
  write: WriteGraphUrl;
  theme: CanvasTheme;
  isUpright: boolean;
  /** Nodes keep their places whatever appears: the same mesh at another time. */
  isHeld: boolean;
  /** Enter on a node or an edge. */
  onEnter: (id: string) => void;
};

/** The drawing with its own controls. */
export function GraphStage(props: GraphStageProps) {
  const { graph, found, badges, url, write, theme, isUpright, isHeld, onEnter } = props;
  const layout: LayoutName = url.layout === 'auto' ? (isUpright ? 'down' : 'flow') : url.layout;
  const hasLabels = url.labels.length > 0;
  const input = useMemo(
    () => buildLayoutInput(graph, layout, hasLabels, theme.fonts),
    [graph, layout, hasLabels, theme.fonts],
  );
  const memory = `${layout} ${url.type} ${url.boxes.join()} ${hasLabels} ${url.focus ?? ''}`;
  const { shown, error, relayout, move } = useLayout(input, memory, isHeld);
  const scene = useScene(graph, input, shown, url.labels, badges);
  const view = useRef<GraphView>(null);
  const [hovered, setHovered] = useState<string>();
  const lit = useMemo(() => relatedTo(graph, url.sel) ?? found.lit, [graph, url.sel, found.lit]);
  const state = useMemo(() => ({ selected: url.sel, hovered, lit }), [url.sel, hovered, lit]);
  const isAnimated = useAnimated(graph, url.dots);
  useFitOnFreshLayout(view, shown, scene.positions.size > 0);

  const select = (id: string | undefined) => {
    if (id !== url.sel) write({ sel: id });
  };
  const open = (id: string) => {
    if (graph.nodes.some((node) => node.id === id)) write({ focus: id, sel: id });
    else if (graph.edges.some((edge) => edge.id === id)) onEnter(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    if (direction === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (direction === undefined) {
      if (url.sel !== undefined) onEnter(url.sel);
      return;
    }
    const next = moveSelection(graph, (id) => scene.positions.get(id), url.sel, direction);
    select(next);
    if (next !== undefined) view.current?.reveal(next);
  };
  return (
    <>
      {error === undefined ? null : <LayoutError message={error.message} onRetry={relayout} />}
      {shown === undefined && error === undefined ? <Pending /> : null}
      <GraphCanvas
        view={view}
        scene={scene}
        state={state}
        theme={theme}
        isReduced={graph.nodes.length > REDUCED_ABOVE}
        isAnimated={isAnimated}
        showsBadges={url.badges}
        label={`Traffic graph: ${graph.nodes.length} nodes, ${graph.edges.length} edges`}
        onSelect={select}
        onOpen={open}
        onHover={setHovered}
        onDrag={move}
        onKeyDown={onKeyDown}
      />
      <Minimap view={view} scene={scene} theme={theme} state={state} />
      <ViewControls view={view} onRelayout={relayout} name={`meshscope-graph-${url.type}`} />
    </>
  );
}

function Pending() {
  return (
    <div className="absolute inset-0">
      <GraphSkeleton />
    </div>
  );
}

function LayoutError({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div className="absolute inset-x-0 top-12 z-10 mx-auto w-fit rounded-lg border border-border-strong bg-surface">
      <ErrorState title="Cannot lay out the graph" message={message} onRetry={onRetry} />
    </div>
  );
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A fresh layout is a new drawing: it is fitted, unless only a node was moved or joined. */
function useFitOnFreshLayout(
  view: RefObject<GraphView | null>,
  shown: { isFresh: boolean; number: number } | undefined,
  hasPlaces: boolean,
): void {
  const fitted = useRef(0);
  useEffect(() => {
    if (shown === undefined || !hasPlaces || !shown.isFresh || fitted.current === shown.number) return;
    fitted.current = shown.number;
    view.current?.fit();
  }, [view, shown, hasPlaces]);
}
