'use client';

import dynamic from 'next/dynamic';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { HealthIcon } from '../../ui/health-icon';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import type { AnsweredGraph } from '../use-graph';
import { useFreshness } from './use-freshness';

const CutBar = dynamic(() => import('./cut-bar').then((module) => module.CutBar), { ssr: false });

type GraphStatusProps = {
  graph: DrawnGraph;
  answered: AnsweredGraph;
  isStale: boolean;
  url: GraphUrl;
  write: WriteGraphUrl;
};

/** Over the drawing: how much there is, how much of it is in trouble, what is left out, and whether it is old. */
export function GraphStatus({ graph, answered, isStale, url, write }: GraphStatusProps) {
  const freshness = useFreshness(isStale);
  const failing = graph.nodes.filter(({ health }) => health.status === 'Failure').length;
  const degraded = graph.nodes.filter(({ health }) => health.status === 'Degraded').length;
  const hidden = answered.nodes.length - graph.nodes.length;
  const boxes = answered.folded.length;
  return (
    <div className="pointer-events-none absolute top-3 left-3 flex max-w-[calc(100%-24px)] flex-col items-start gap-2 text-xs">
      <div className="num flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-border bg-surface/90 px-2.5 py-1 text-muted">
        <span>
          {graph.nodes.length} nodes, {graph.edges.length} edges
        </span>
        {failing > 0 ? <Count health="Failure" count={failing} word="failing" /> : null}
        {degraded > 0 ? <Count health="Degraded" count={degraded} word="degraded" /> : null}
        {hidden > 0 ? <span>{hidden} hidden</span> : null}
        {boxes > 0 ? (
          <Button
            size="sm"
            tone="ghost"
            className="pointer-events-auto -my-1"
            onClick={() => write({ fold: 'none', except: [] })}
          >
            {boxes} folded: open all
          </Button>
        ) : null}
        {answered.omittedEdges > 0 ? (
          <Button
            size="sm"
            tone="ghost"
            className="pointer-events-auto -my-1"
            onClick={() => write({ most: graph.edges.length + answered.omittedEdges })}
          >
            and {answered.omittedEdges} more edges
          </Button>
        ) : null}
        {freshness === undefined ? null : <Badge tone={freshness.tone}>{freshness.label}</Badge>}
      </div>
      {url.focus === undefined ? null : (
        <CutBar url={url} focus={url.focus} nodes={answered.nodes} write={write} />
      )}
    </div>
  );
}

function Count({ health, count, word }: { health: 'Failure' | 'Degraded'; count: number; word: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <HealthIcon health={health} />
      <span aria-hidden>
        {count} {word}
      </span>
    </span>
  );
}
