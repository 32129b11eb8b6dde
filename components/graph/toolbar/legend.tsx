'use client';

import { X } from 'lucide-react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import type { HealthStatus } from '@/lib/mesh/health/health-status';
import type { TimelineMarkKind } from '@/lib/protocol/api/timeline';
import { HealthIcon } from '../../ui/health-icon';
import { IconButton } from '../../ui/icon-button';
import { BADGE_KINDS, BADGE_SIGNS } from '../badge/badge-kind';
import { BadgeSign } from '../badge/badge-sign';
import type { NodeBadges } from '../badge/list-badges';
import { useAnimated } from '../canvas/use-animated';
import type { GraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { MARK_WORDS } from '../time/describe-step';
import { MarkSign } from '../time/mark-sign';
import { EDGE_ENTRIES, type LegendEntry, type LegendState, NODE_ENTRIES } from './legend-entries';

type LegendProps = {
  graph: DrawnGraph;
  badges: ReadonlyMap<string, NodeBadges>;
  /** Kinds of marks on the timeline; none where it is not in sight. */
  marks: readonly TimelineMarkKind[];
  url: GraphUrl;
  onClose: () => void;
};

const HEALTHS: readonly HealthStatus[] = ['Healthy', 'Not Ready', 'Degraded', 'Failure', 'NA'];

/** Explains the signs that are on the drawing and its timeline now, and no others. */
export function Legend({ graph, badges, marks, url, onClose }: LegendProps) {
  useHotkey('Escape', 'Close the legend', onClose, { enabled: url.sel === undefined });
  const isAnimated = useAnimated(graph, url.dots);
  const state = { graph, isAnimated, showsLocks: url.badges };
  const healths = new Set(graph.nodes.map(({ isIdle, health }) => (isIdle ? 'NA' : health.status)));
  const carried = new Set([...badges.values()].flatMap(({ kinds }) => kinds));
  const kinds = url.badges ? BADGE_KINDS.filter((kind) => carried.has(kind)) : [];
  return (
    <section
      aria-label="Legend"
      className="absolute top-3 right-3 max-h-[calc(100%-24px)] w-60 overflow-auto rounded-lg border border-border-strong bg-surface/95 p-3 text-xs"
    >
      <header className="mb-1 flex items-center justify-between">
        <h2 className="text-sm">Legend</h2>
        <IconButton
          icon={X}
          label="Close the legend"
          keys="Escape"
          className="-m-1 size-6"
          onClick={onClose}
        />
      </header>
      <Entries entries={NODE_ENTRIES} state={state} />
      <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1">
        {HEALTHS.filter((health) => healths.has(health)).map((health) => (
          <HealthIcon key={health} health={health} hasLabel />
        ))}
      </p>
      <Entries entries={EDGE_ENTRIES} state={state} />
      {kinds.length === 0 ? null : (
        <ul
          aria-label="Signs beside names"
          className="mt-2 flex flex-col gap-1.5 border-border border-t pt-2"
        >
          {kinds.map((kind) => (
            <li key={kind} className="flex items-start gap-2">
              <BadgeSign kind={kind} />
              <span className="text-muted">{BADGE_SIGNS[kind].words}</span>
            </li>
          ))}
        </ul>
      )}
      {marks.length === 0 ? null : (
        <ul
          aria-label="Marks on the timeline"
          className="mt-2 flex flex-col gap-1.5 border-border border-t pt-2"
        >
          {marks.map((kind) => (
            <li key={kind} className="flex items-center gap-2">
              <span className="grid size-5 shrink-0 place-items-center">
                <MarkSign kind={kind} />
              </span>
              <span className="text-muted">{MARK_WORDS[kind]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Entries({ entries, state }: { entries: readonly LegendEntry[]; state: LegendState }) {
  const shown = entries.filter(({ isShown }) => isShown(state));
  if (shown.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1.5 not-first-of-type:border-border not-first-of-type:border-t not-first-of-type:pt-2">
      {shown.map(({ words, sign, tone = 'text-muted' }) => (
        <li key={words} className="flex items-center gap-2">
          <svg
            viewBox="0 0 20 20"
            className={`size-5 shrink-0 ${tone}`}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            {sign}
          </svg>
          <span className="text-muted">{words}</span>
        </li>
      ))}
    </ul>
  );
}
