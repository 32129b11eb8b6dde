'use client';

import { type PointerEvent, useMemo } from 'react';
import type { TimeWindow } from '@/lib/client/time/time-range';
import type { TimelineMark } from '@/lib/protocol/api/timeline';
import { TimeAxis } from '../../charts/time-axis';
import { useElementSize } from '../../charts/use-element-size';
import { HealthColumns } from './health-columns';
import { MarkLane } from './mark-lane';
import { centreWindow } from './move-window';
import type { TimelineStep } from './read-steps';
import { WindowThumb } from './window-thumb';

const LANE = 26;
const AXIS = 21;
/** Labels so near to an edge would be cut. */
const MARGIN = 32;

type TimelineTrackProps = {
  track: TimeWindow;
  steps: readonly TimelineStep[];
  marks: readonly TimelineMark[];
  window: TimeWindow;
  /** What it is compared with. */
  base: TimeWindow | undefined;
  isLive: boolean;
  onMove: (window: TimeWindow, isDone: boolean) => void;
  onHover: (step: TimelineStep | undefined) => void;
};

/** A part of history: what happened on top, health below, and the window over both. A press goes to that moment. */
export function TimelineTrack(props: TimelineTrackProps) {
  const { track, steps, marks, window, base, isLive, onMove, onHover } = props;
  const [area, { width, height }] = useElementSize<HTMLDivElement>();
  const msPerPx = (track.toMs - track.fromMs) / Math.max(1, width);
  const xOf = (timeMs: number) => (timeMs - track.fromMs) / msPerPx;
  const timeAt = (event: PointerEvent<HTMLElement>) =>
    track.fromMs + (event.clientX - event.currentTarget.getBoundingClientRect().left) * msPerPx;
  const goTo = (atMs: number) => onMove(centreWindow(window, atMs, track), true);
  const stepMs = steps[0] === undefined ? window.toMs - window.fromMs : steps[0].toMs - steps[0].fromMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `xOf` follows track and width
  const drawing = useMemo(
    () => (
      <svg width={width} height={height} className="block" aria-hidden="true">
        <HealthColumns steps={steps} xOf={xOf} top={LANE} height={Math.max(0, height - LANE - AXIS)} />
        <TimeAxis
          fromMs={track.fromMs + MARGIN * msPerPx}
          toMs={track.toMs - MARGIN * msPerPx}
          left={MARGIN}
          width={Math.max(0, width - 2 * MARGIN)}
          y={height - AXIS}
        />
      </svg>
    ),
    [steps, track.fromMs, track.toMs, width, height],
  );
  return (
    <div
      ref={area}
      data-testid="timeline"
      className="relative h-full min-w-0 grow cursor-pointer overflow-hidden"
      onPointerDown={(event) => {
        if (event.button === 0) goTo(timeAt(event));
      }}
      onPointerMove={(event) => {
        const at = timeAt(event);
        onHover(steps.find(({ fromMs, toMs }) => at >= fromMs && at < toMs));
      }}
      onPointerLeave={() => onHover(undefined)}
    >
      {drawing}
      {base === undefined ? null : (
        <span
          aria-hidden
          className="pointer-events-none absolute top-6 bottom-4 rounded-sm border border-faint border-dashed"
          style={{ left: xOf(base.fromMs), width: xOf(base.toMs) - xOf(base.fromMs) }}
        />
      )}
      {width === 0 ? null : (
        <>
          <WindowThumb
            window={window}
            bounds={track}
            xOf={xOf}
            msPerPx={msPerPx}
            stepMs={stepMs}
            isLive={isLive}
            onMove={onMove}
          />
          <div onPointerDown={(event) => event.stopPropagation()}>
            <MarkLane marks={marks} xOf={xOf} width={width} onMoment={goTo} />
          </div>
        </>
      )}
    </div>
  );
}
