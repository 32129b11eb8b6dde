'use client';

import dynamic from 'next/dynamic';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { LayoutName } from '@/lib/mesh/graph/layout/layout-input';
import { ErrorState } from '../ui/error-state';
import type { NodeBadges } from './badge/list-badges';
import type { CanvasTheme } from './canvas/canvas-theme';
import { GraphCanvas } from './canvas/graph-canvas';
import type { GraphView } from './canvas/graph-view';
import { REDUCED_ABOVE, useAnimated } from './canvas/use-animated';
import { useScene } from './canvas/use-scene';
import { openHref } from './edge-href';
import { ExportMenu } from './export/export-menu';
import type { SavedWindow } from './export/graph-to-json';
import { GraphSkeleton } from './graph-skeleton';
import type { GraphUrl, WriteGraphUrl } from './graph-url';
import { useStageKeys } from './keyboard/use-stage-keys';
import { buildLayoutInput } from './layout/build-layout-input';
import { useLayout } from './layout/use-layout';
import type { PlatePart } from './look/edge-look';
import type { MenuPlace } from './menu/context-menu';
import { hasMinimap } from './minimap/minimap-room';
import type { DrawnGraph } from './model/drawn-graph';
import { toggleFold } from './model/fold-url';
import { isOverview } from './model/is-overview';
import { relatedToAll } from './model/related-to';
import { selectMore } from './model/select-more';
import type { Found } from './model/use-found';
import { usePlaces } from './pins/use-places';
import { LayoutMenu } from './toolbar/layout-menu';
import { ViewControls } from './toolbar/view-controls';

const Minimap = dynamic(() => import('./minimap/minimap').then((module) => module.Minimap), { ssr: false });
const ContextMenu = dynamic(() => import('./menu/context-menu').then((module) => module.ContextMenu), {
  ssr: false,
});

/** Plates that are written at any zoom: more would cover each other. */
const MARKED = 12;

type GraphStageProps = {
  graph: DrawnGraph;
  found: Found;
  badges: ReadonlyMap<string, NodeBadges>;
  /** What edges say in place of their own numbers: how they changed. */
  plates: ReadonlyMap<string, readonly PlatePart[]>;
  url: GraphUrl;
  write: WriteGraphUrl;
  theme: CanvasTheme;
  isUpright: boolean;
  /** Nodes keep their places whatever appears: the same mesh at another time. */
  isHeld: boolean;
  /** The window it shows. */
  span: SavedWindow;
  /** Opens a page. */
  onGo: (href: string) => void;
};

/** The drawing with its own controls. */
export function GraphStage(props: GraphStageProps) {
  const { graph, found, badges, plates, url, write, theme, isUpright, isHeld, span, onGo } = props;
  const isQuiet = isOverview(graph);
  const isGrid = isQuiet || graph.nodes.length > REDUCED_ABOVE;
  const natural = isGrid ? 'grid' : isUpright ? 'down' : 'flow';
  const layout: LayoutName = url.layout === 'auto' ? natural : url.layout;
  const hasLabels = url.labels.length > 0;
  const input = useMemo(
    () => buildLayoutInput(graph, layout, hasLabels, theme.fonts),
    [graph, layout, hasLabels, theme.fonts],
  );
  const memory = `${layout} ${url.type} ${url.boxes.join()} ${hasLabels} ${url.focus ?? ''} ${url.toward ?? ''}`;
  const { shown, error, relayout } = useLayout(input, memory, isHeld);
  const { placed, drag, drop, pinned, unpin, unpinAll } = usePlaces(shown, input, memory);
  const scene = useScene(graph, input, placed, url.labels, badges, isQuiet);
  const view = useRef<GraphView>(null);
  const [hovered, setHovered] = useState<string>();
  const [menu, setMenu] = useState<MenuPlace>();
  const { sel, also } = url;
  const lit = useMemo(
    () => relatedToAll(graph, sel === undefined ? also : [sel, ...also]) ?? found.lit,
    [graph, sel, also, found.lit],
  );
  const state = useMemo(
    () => ({
      selected: sel,
      also: new Set(also),
      hovered,
      lit,
      plates,
      marked: new Set([...plates.keys()].slice(0, MARKED)),
    }),
    [sel, also, hovered, lit, plates],
  );
  const isAnimated = useAnimated(graph, url.dots);
  useFitOnFreshLayout(view, shown, scene.positions.size > 0);

  const select = (id: string | undefined, isMore: boolean) => {
    if (isMore && id !== undefined) write(selectMore(url, id));
    else if (id !== sel || also.length > 0) write({ sel: id, also: [] });
  };
  const enter = (id: string) => {
    const href = openHref(id);
    if (href !== undefined) onGo(href);
  };
  const open = (id: string) => {
    const node = graph.nodes.find((one) => one.id === id);
    const box = graph.boxes.find((one) => one.id === id && one.kind === 'namespace');
    if (node?.kind === 'namespace') write(toggleFold(url, node.name));
    else if (box !== undefined) write(toggleFold(url, box.title));
    else if (node !== undefined) write({ focus: id, sel: id, also: [], toward: undefined });
    else if (graph.edges.some((edge) => edge.id === id)) enter(id);
  };
  const layOutAnew = () => {
    unpinAll();
    relayout();
  };
  const onKeyDown = useStageKeys({
    graph,
    placeOf: (id) => scene.positions.get(id),
    selected: also.at(-1) ?? sel,
    onSelect: (id, isMore) => {
      select(id, isMore);
      if (id !== undefined) view.current?.reveal(id);
    },
    onEnter: (id) => (id.startsWith('namespace:') ? open(id) : enter(id)),
    onMenu: (id) => setMenu({ id, ...(view.current?.placeOf(id) ?? { x: 0, y: 0 }) }),
  });
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
        onDrag={drag}
        onDrop={drop}
        onMenu={(id, at) => setMenu({ id, ...at })}
        onKeyDown={onKeyDown}
      />
      {hasMinimap(scene.nodes.size, window.innerWidth) ? (
        <Minimap view={view} scene={scene} theme={theme} state={state} />
      ) : null}
      {url.wall === undefined ? (
        <ViewControls view={view} onRelayout={layOutAnew}>
          <LayoutMenu layout={url.layout} write={write} />
          <ExportMenu view={view} graph={graph} url={url} shown={span} />
        </ViewControls>
      ) : null}
      {menu === undefined ? null : (
        <ContextMenu
          place={menu}
          onClose={() => setMenu(undefined)}
          graph={graph}
          url={url}
          write={write}
          onGo={onGo}
          onFit={() => view.current?.fit()}
          onRelayout={layOutAnew}
          pinned={pinned}
          onUnpin={unpin}
        />
      )}
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
