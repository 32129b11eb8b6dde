'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { stepRange } from '@/lib/client/time/step-range';
import { useScope } from '@/lib/client/url/use-scope';
import { IconButton } from '../ui/icon-button';
import { LiveDot } from './live-dot';
import { TimePicker } from './time-picker';

/** The time range, a step either way, and how fresh the data is. */
export function TimeControls() {
  const { range, write } = useScope();
  const step = (direction: -1 | 1) => write({ range: stepRange(range, direction, Date.now()) });
  useHotkey('[', 'Step back in time', () => step(-1), { group: 'Time' });
  useHotkey(']', 'Step forward in time', () => step(1), { group: 'Time' });
  return (
    <div className="flex min-w-0 items-center gap-0.5">
      <IconButton
        icon={ChevronLeft}
        label="Step back in time"
        keys="["
        className="max-sm:hidden"
        onClick={() => step(-1)}
      />
      <TimePicker range={range} onChange={(next) => write({ range: next })} />
      <IconButton
        icon={ChevronRight}
        label="Step forward in time"
        keys="]"
        className="max-sm:hidden"
        disabled={range.kind === 'relative'}
        onClick={() => step(1)}
      />
      <LiveDot />
    </div>
  );
}
