'use client';

import { Pause, Play, Radio } from 'lucide-react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { formatSeconds } from '@/lib/client/time/format-range';
import { rangeLengthMs, type TimeRange } from '@/lib/client/time/time-range';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Select } from '../../ui/select';
import { SPEEDS } from './play-step';
import { TRACK_SPANS, usualSpan } from './track-span';
import { WindowLength } from './window-length';

type ReplayControlsProps = {
  range: TimeRange;
  isPlaying: boolean;
  onToggle: () => void;
  speed: (typeof SPEEDS)[number];
  onSpeed: (speed: (typeof SPEEDS)[number]) => void;
  track: string | undefined;
  onTrack: (track: string) => void;
  onLength: (seconds: number) => void;
  onLive: () => void;
};

const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: speed, label: `${speed}x` }));

/** Play, speed, length of the window, how much of history is in sight, and the way back to now. */
export function ReplayControls(props: ReplayControlsProps) {
  const { range, isPlaying, onToggle, speed, onSpeed, track, onTrack, onLength, onLive } = props;
  useHotkey('p', 'Play or pause the replay', onToggle, { group: 'Time' });
  const span = track ?? usualSpan(range);
  const spans = [...new Set([...TRACK_SPANS, span])].map((value) => ({
    value,
    label: value === 'all' ? 'All history' : value,
  }));
  return (
    <div className="flex items-center gap-1.5">
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={
          isPlaying ? 'Pause the replay' : range.kind === 'relative' ? 'Replay what happened' : 'Play on'
        }
        keys="p"
        pressed={isPlaying}
        className="size-7"
        onClick={onToggle}
      />
      <Select
        label="Speed"
        value={speed}
        options={SPEED_OPTIONS}
        onChange={onSpeed}
        className="num h-7 w-16 px-2"
      />
      <WindowLength seconds={Math.round(rangeLengthMs(range) / 1_000)} onChange={onLength} />
      <Select
        label="History in sight"
        value={span}
        options={spans}
        onChange={onTrack}
        className="num h-7 px-2 max-[560px]:hidden"
      />
      <Button size="sm" disabled={range.kind === 'relative'} onClick={onLive} aria-keyshortcuts=".">
        <Radio aria-hidden />
        Live
      </Button>
      <span className="sr-only" aria-live="polite">
        {range.kind === 'relative' ? `Live, the last ${formatSeconds(range.seconds)}` : ''}
      </span>
    </div>
  );
}
