'use client';

import { ChevronLeft, ChevronRight, Minimize, Pause, Play } from 'lucide-react';
import { formatClock } from '@/lib/client/format/format-time';
import { describeRange } from '@/lib/client/time/format-range';
import { useNow } from '@/lib/client/time/use-now';
import { useScope } from '@/lib/client/url/use-scope';
import { IconButton } from '../../ui/icon-button';
import { useWall } from './use-wall';

/** What the wall shows, which of how many, the time, and the way out: large enough to be read from afar. */
export function WallBar({ seconds }: { seconds: number }) {
  const { views, current, isPaused, setPaused, go, leave } = useWall(seconds);
  const { range, namespaces } = useScope();
  const nowMs = useNow();
  return (
    <section
      aria-label="Wall"
      className="flex h-14 shrink-0 items-center gap-4 border-border border-t bg-surface px-4"
    >
      <h2 className="truncate text-lg">{views[current]?.name ?? 'Traffic graph'}</h2>
      <p className="truncate text-muted">
        {namespaces.length === 0 ? 'All namespaces' : namespaces.join(', ')}, {describeRange(range)}
      </p>
      <span className="num ml-auto text-lg">{nowMs === undefined ? '' : formatClock(nowMs)}</span>
      {views.length > 1 ? (
        <>
          <span className="num text-muted">
            {current + 1} of {views.length}
          </span>
          <IconButton icon={ChevronLeft} label="View before" keys="PageUp" onClick={() => go(-1)} />
          <IconButton
            icon={isPaused ? Play : Pause}
            label={isPaused ? 'Go on through the views' : 'Stay with this view'}
            onClick={() => setPaused(!isPaused)}
          />
          <IconButton icon={ChevronRight} label="Next view" keys="PageDown" onClick={() => go(1)} />
        </>
      ) : null}
      <IconButton icon={Minimize} label="Leave the wall" keys="Escape" onClick={leave} />
    </section>
  );
}
