'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useScope } from '@/lib/client/url/use-scope';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { TimelineMarkKind } from '@/lib/protocol/api/timeline';
import { cn } from '../ui/cn';
import { PanelBody } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { WithSidePanel } from '../ui/with-side-panel';
import { useBadges } from './badge/use-badges';
import { useCanvasTheme } from './canvas/use-canvas-theme';
import { useIsUpright } from './canvas/use-is-upright';
import { readBase } from './compare/compare-with';
import { useChanged, useComparison } from './compare/use-comparison';
import { GraphEmpty, NothingDrawn } from './graph-empty';
import { GraphSkeleton } from './graph-skeleton';
import { GRAPH_URL } from './graph-url';
import { startLayoutWorker } from './layout/lay-out-in-worker';
import { useDrawnGraph } from './model/use-drawn-graph';
import { useFound } from './model/use-found';
import { PendingPanel } from './panel/pending-panel';
import { GraphStatus } from './status/graph-status';
import { Timeline } from './time/timeline';
import { GraphToolbar } from './toolbar/graph-toolbar';
import { useEdgePlates } from './use-edge-plates';
import { useGraph } from './use-graph';
import { useShownView } from './use-shown-view';
import { WALL_SECONDS } from './wall/use-wall';

const loadStage = () => import('./graph-stage');
const GraphStage = dynamic(() => loadStage().then((module) => module.GraphStage), {
  ssr: false,
  loading: () => <GraphSkeleton />,
});
const SelectionPanel = dynamic(
  () => import('./panel/selection-panel').then((module) => module.SelectionPanel),
  { ssr: false, loading: () => <PendingPanel label="Selection" /> },
);
const ComparePanel = dynamic(() => import('./compare/compare-panel').then((module) => module.ComparePanel), {
  ssr: false,
  loading: () => <PendingPanel label="Comparison" />,
});
const GraphTable = dynamic(() => import('./table/graph-table').then((module) => module.GraphTable), {
  ssr: false,
  loading: () => <GraphSkeleton />,
});
const Legend = dynamic(() => import('./toolbar/legend').then((module) => module.Legend), { ssr: false });
const SelectionWords = dynamic(
  () => import('./keyboard/selection-words').then((module) => module.SelectionWords),
  { ssr: false },
);
const WallBar = dynamic(() => import('./wall/wall-bar').then((module) => module.WallBar), {
  ssr: false,
  loading: () => <div className="h-14 shrink-0 border-border border-t bg-surface" />,
});

const NONE: readonly string[] = [];

/**
 * The graph page: toolbar, drawing or table, and the panel of what is selected. `rules` says which configuration touches
 * the selection.
 */
export function GraphScreen({ rules }: { rules: ReactNode }) {
  const [url, write] = useUrlState(GRAPH_URL);
  const { range } = useScope();
  const router = useRouter();
  const scoped = useScopedHref();
  const answer = useGraph(url);
  const drawn = useDrawnGraph(answer.data, url);
  const found = useFound(drawn, answer.data?.folded ?? NONE, url);
  const badges = useBadges(drawn);
  const comparison = useComparison(url);
  const compared = url.vs === undefined ? undefined : comparison.data;
  const changed = useChanged(compared);
  const plates = useEdgePlates(compared, drawn, found, url);
  const [marks, setMarks] = useState<readonly TimelineMarkKind[]>([]);
  const { view, hasLegend } = useShownView(url);
  // A table needs no drawing; a map does not wait for its traffic before it asks for what lays it out and draws it.
  useEffect(() => {
    if (view !== 'map') return;
    void loadStage();
    startLayoutWorker();
  }, [view]);
  const theme = useCanvasTheme();
  const area = useRef<HTMLDivElement>(null);
  const isUpright = useIsUpright(area);
  // On a way through time an empty moment takes nothing down: places are kept for the next one.
  const isOnWall = url.wall !== undefined;
  const isHeld = range.kind === 'absolute';
  const state = panelState(answer, ({ nodes }) =>
    nodes.length === 0 && !isHeld ? <GraphEmpty range={range} url={url} write={write} /> : undefined,
  );
  return (
    <div className={cn('flex h-full min-h-0 flex-col', isOnWall && 'fixed inset-0 z-40 bg-bg')}>
      <h1 className="sr-only">Traffic graph</h1>
      {isOnWall ? null : <GraphToolbar url={url} write={write} view={view} found={found} graph={drawn} />}
      <div ref={area} className="min-h-0 grow">
        <WithSidePanel
          panel={
            url.sel === undefined && url.vs !== undefined && readBase(url.vs) !== undefined ? (
              <ComparePanel vs={url.vs} comparison={comparison} write={write} />
            ) : answer.data === undefined || url.sel === undefined ? null : (
              <SelectionPanel
                graph={drawn}
                badges={badges}
                selected={url.sel}
                folded={answer.data.folded}
                url={url}
                write={write}
                rules={rules}
              />
            )
          }
        >
          <div className="absolute inset-0 overflow-hidden bg-bg">
            {/* The legend stands beside the drawing where there is room for both. */}
            <div className={cn('absolute inset-0', hasLegend && 'min-[900px]:right-66')}>
              <PanelBody title="The graph" state={state} skeleton={<GraphSkeleton />}>
                {({ from, to }) =>
                  view === 'table' ? (
                    <GraphTable graph={drawn} found={found} url={url} write={write} />
                  ) : theme === undefined || isUpright === undefined ? (
                    <GraphSkeleton />
                  ) : (
                    <GraphStage
                      graph={drawn}
                      found={{ ...found, lit: found.lit ?? changed }}
                      badges={badges}
                      plates={plates}
                      url={url}
                      write={write}
                      theme={theme}
                      isUpright={isUpright}
                      isHeld={isHeld}
                      span={{ from, to }}
                      onGo={(href) => router.push(scoped(href))}
                    />
                  )
                }
              </PanelBody>
            </div>
            {state.kind === 'data' ? (
              <NothingDrawn
                answered={state.data.nodes.length}
                drawn={drawn.nodes.length}
                range={range}
                url={url}
                write={write}
              />
            ) : null}
            {state.kind === 'data' ? (
              <GraphStatus
                graph={drawn}
                answered={state.data}
                isStale={state.isStale === true}
                url={url}
                write={write}
              />
            ) : null}
            {hasLegend ? (
              <Legend
                graph={drawn}
                badges={badges}
                marks={marks}
                url={url}
                onClose={() => write({ legend: false })}
              />
            ) : null}
          </div>
        </WithSidePanel>
      </div>
      {isOnWall ? (
        <WallBar seconds={url.wall ?? WALL_SECONDS} />
      ) : url.time ? (
        <div className={cn('shrink-0', url.sel !== undefined && 'max-[899px]:hidden')}>
          <Timeline
            url={url}
            write={write}
            isShown={answer.isFresh}
            isGraphDue={answer.data === undefined && answer.error === null}
            onMarks={setMarks}
          />
        </div>
      ) : null}
      <p aria-live="polite" className="sr-only">
        {url.sel === undefined ? null : <SelectionWords graph={drawn} selected={url.sel} />}
      </p>
    </div>
  );
}
