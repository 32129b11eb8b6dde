'use client';

import { type KeyboardEvent, useState } from 'react';
import type { TimelineMark } from '@/lib/protocol/api/timeline';
import { Tooltip } from '../../ui/tooltip';
import { describeGroup, describeMark } from './describe-step';
import { groupMarks, type MarkGroup } from './group-marks';
import { MarkSign } from './mark-sign';

/** As wide as what a finger hits: marks never overlap. */
const NEAR_PX = 24;
/** Lines of one tooltip. */
const MOST_LINES = 6;

type MarkLaneProps = {
  marks: readonly TimelineMark[];
  xOf: (timeMs: number) => number;
  width: number;
  onMoment: (atMs: number) => void;
};

/** Marks above the columns, one tab stop for all of them: arrows go from one to the next, Enter goes to its moment. */
export function MarkLane({ marks, xOf, width, onMoment }: MarkLaneProps) {
  const [active, setActive] = useState(0);
  const groups = groupMarks(marks, xOf, NEAR_PX).filter(({ x }) => x >= 0 && x <= width);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(groups.length - 1, active + by));
    setActive(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  if (groups.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label="What happened"
      onKeyDown={onKeyDown}
      className="pointer-events-none absolute inset-x-0 top-0 h-6"
    >
      {groups.map((group, index) => (
        <Tooltip key={group.lead.id} side="top" content={<Lines group={group} />}>
          <button
            type="button"
            tabIndex={index === Math.min(active, groups.length - 1) ? 0 : -1}
            aria-label={describeGroup(group)}
            onClick={() => onMoment(group.lead.at)}
            onFocus={() => setActive(index)}
            className="-translate-x-1/2 pointer-events-auto absolute top-0 grid size-6 place-items-center rounded-sm hover:bg-raised"
            style={{ left: group.x }}
          >
            <MarkSign kind={group.lead.kind} />
          </button>
        </Tooltip>
      ))}
    </div>
  );
}

function Lines({ group: { lead, marks } }: { group: MarkGroup }) {
  const more = marks.length - MOST_LINES;
  const others = marks.filter((mark) => mark !== lead);
  return (
    <span className="flex flex-col py-0.5">
      {[lead, ...others].slice(0, MOST_LINES).map((mark) => (
        <span key={mark.id}>{describeMark(mark)}</span>
      ))}
      {more > 0 ? <span className="text-muted">and {more} more</span> : null}
    </span>
  );
}
