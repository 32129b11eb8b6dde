'use client';

import { useEffect, useState } from 'react';
import { describeRange } from '@/lib/client/time/format-range';
import { resolveRange, type TimeRange, type TimeWindow } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { useScope } from '@/lib/client/url/use-scope';
import type { TimelineMarkKind } from '@/lib/protocol/api/timeline';
import { readBase } from '../compare/compare-with';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import { describeStep } from './describe-step';
import { markKinds } from './group-marks';
import { toRange } from './move-window';
import type { TimelineStep } from './read-steps';
import { ReplayControls } from './replay-controls';
import { TimelineTrack } from './timeline-track';
import { trackWindow } from './track-span';
import { useReplay } from './use-replay';
import { useTimeline } from './use-timeline';

/** Let go so near to the right end, as a share of the track, the window is live. */
const SNAP = 0.008;

type TimelineProps = {
  url: GraphUrl;
  write: WriteGraphUrl;
  /** The graph on the screen is that of the range in the address. */
  isShown: boolean;
  /** No graph has come yet: the history waits, so as not to hold up the first one. */
  isGraphDue: boolean;
  /** The kinds of marks in sight, whenever they change; none once the timeline is gone. */
  onMarks: (kinds: readonly TimelineMarkKind[]) => void;
};

/** Travel in time: the history of the mesh under its graph, with the window that the graph shows. */
export function Timeline({ url, write, isShown, isGraphDue, onMarks }: TimelineProps) {
  const { namespaces, range, write: writeScope } = useScope();
  const nowMs = useNow();
  const [drag, setDrag] = useState<{ window: TimeWindow; track: TimeWindow }>();
  const [oldestMs, setOldestMs] = useState<number>();
  const [hovered, setHovered] = useState<TimelineStep>();
  // Under a dragging hand the track stands still.
  const track = drag?.track ?? trackWindow(url.track, range, nowMs ?? 0, oldestMs);
  const { answer, steps } = useTimeline(track, namespaces, nowMs !== undefined && !isGraphDue);
  const oldest = answer.data?.oldest ?? undefined;
  useEffect(() => setOldestMs(oldest), [oldest]);
  const marks = answer.data?.marks;
  useEffect(() => {
    onMarks(markKinds(marks ?? []));
    return () => onMarks([]);
  }, [marks, onMarks]);
  const show = (next: TimeRange, isStep: boolean) => writeScope({ range: next }, { replace: !isStep });
  const firstMs = steps.find(({ requests }) => requests > 0)?.fromMs;
  const replay = useReplay({ range, speed: Number(url.speed), firstMs, isShown, onRange: show });
  const window = drag?.window ?? resolveRange(range, nowMs ?? 0);
  const snapMs = (track.toMs - track.fromMs) * SNAP;
  const move = (next: TimeWindow, isDone: boolean) => {
    replay.stop();
    // While it is dragged the graph follows as fast as it is answered; only the end of a drag is a step back and forth.
    if (isDone || isShown) show(toRange(next, nowMs ?? 0, isDone ? snapMs : 0), drag === undefined);
    setDrag(isDone ? undefined : { window: next, track });
  };
  const base = readBase(url.vs);
  if (nowMs === undefined) return <div className="h-31 shrink-0 border-border border-t bg-surface" />;
  return (
    <section
      aria-label="Time"
      className="flex h-31 shrink-0 flex-col gap-0.5 border-border border-t bg-surface px-3 pt-1.5"
    >
      <div className="flex min-w-0 items-center gap-3">
        <ReplayControls
          range={range}
          isPlaying={replay.isPlaying}
          onToggle={replay.toggle}
          speed={url.speed}
          onSpeed={(speed) => write({ speed }, { replace: true })}
          track={url.track}
          onTrack={(next) => write({ track: next }, { replace: true })}
          onLength={(seconds) => show(withLength(range, seconds), true)}
          onLive={() => {
            replay.stop();
            show({ kind: 'relative', seconds: lengthOf(range) }, true);
          }}
        />
        <p className="num ml-auto truncate text-muted text-xs max-[900px]:hidden">
          {answer.error !== null
            ? 'The history cannot be read just now'
            : hovered === undefined
              ? describeRange(drag === undefined ? range : { kind: 'absolute', ...drag.window })
              : describeStep(hovered)}
        </p>
      </div>
      <TimelineTrack
        track={track}
        steps={steps}
        marks={marks ?? []}
        window={window}
        base={base === undefined ? undefined : baseWindow(base, window)}
        isLive={range.kind === 'relative' && drag === undefined}
        onMove={move}
        onHover={setHovered}
      />
    </section>
  );
}

function lengthOf(range: TimeRange): number {
  const { fromMs, toMs } = resolveRange(range, 0);
  return Math.round((toMs - fromMs) / 1_000);
}

function withLength(range: TimeRange, seconds: number): TimeRange {
  return range.kind === 'relative'
    ? { kind: 'relative', seconds }
    : { ...range, fromMs: range.toMs - seconds * 1_000 };
}

function baseWindow(
  { ago, baseFrom }: { ago?: number; baseFrom?: number },
  { fromMs, toMs }: TimeWindow,
): TimeWindow {
  const lengthMs = toMs - fromMs;
  const startMs = baseFrom ?? fromMs - (ago === undefined ? lengthMs : ago * 1_000);
  return { fromMs: startMs, toMs: startMs + lengthMs };
}
