'use client';

import { Lock, LockOpen, X } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useEffect, useState } from 'react';
import { cn } from '../../ui/cn';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { rowLabel, type WeightRow } from '../model/rule-draft';

type WeightSliderProps = {
  row: WeightRow;
  color: string;
  /** What the rule says now; undefined for a new row. */
  before: number | undefined;
  /** What the callers see now, 0..100; undefined without requests. */
  observed: number | undefined;
  most: number;
  canShift: boolean;
  onShift: (percent: number) => void;
  onLock: () => void;
  onRemove: (() => void) | undefined;
};

/** One version's share: drag, tap, type, or use the arrow keys, Page Up and Down, Home and End. */
export function WeightSlider(props: WeightSliderProps) {
  const { row, color, before, observed, most, canShift, onShift, onLock, onRemove } = props;
  const name = rowLabel(row);
  const change = before === undefined ? undefined : row.percent - before;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2 sm:grid-cols-[120px_minmax(0,1fr)_auto]">
      <div className="flex min-w-0 items-center gap-2">
        <span aria-hidden className="size-2.5 shrink-0 rounded-sm" style={{ background: color }} />
        <span className="truncate font-medium font-mono">{name}</span>
        <span className={cn('num w-10 text-xs', (change ?? 0) === 0 ? 'invisible' : 'text-accent')}>
          {before === undefined ? 'new' : `${(change ?? 0) > 0 ? '+' : '−'}${Math.abs(change ?? 0)}`}
        </span>
      </div>
      <Slider.Root
        value={[row.percent]}
        min={0}
        max={100}
        step={1}
        disabled={!canShift}
        onValueChange={([next]) => onShift(Math.min(most, next ?? 0))}
        className="relative col-span-2 row-start-2 flex h-11 touch-none select-none items-center data-[disabled]:opacity-60 sm:col-span-1 sm:row-start-auto"
      >
        <Slider.Track className="relative h-2.5 grow cursor-pointer overflow-hidden rounded-full bg-raised">
          <Slider.Range className="absolute h-full" style={{ background: color }} />
          {most < 100 ? (
            <span
              aria-hidden
              className="absolute inset-y-0 right-0 bg-border"
              style={{ width: `${100 - most}%` }}
            />
          ) : null}
        </Slider.Track>
        {observed === undefined ? null : (
          <span
            aria-hidden
            title={`The callers see ${observed.toFixed(1)} %`}
            className="-translate-x-1/2 absolute top-1.5 h-1.5 w-0.5 rounded-full bg-text transition-[left] duration-150"
            style={{ left: `${observed}%` }}
          />
        )}
        <Slider.Thumb
          aria-label={`Share of ${name}`}
          aria-valuetext={describeValue(row, before, observed)}
          className="block size-6 cursor-grab rounded-full border-2 bg-surface outline-offset-2 transition-[border-width] duration-150 hover:border-4 active:cursor-grabbing active:border-4 data-[disabled]:cursor-not-allowed"
          style={{ borderColor: color }}
        />
      </Slider.Root>
      <div className="flex items-center gap-1">
        <PercentInput
          label={`Share of ${name} in per cent`}
          value={row.percent}
          isDisabled={!canShift}
          onChange={(next) => onShift(Math.min(most, next))}
        />
        <span className="pr-1 text-muted text-xs">%</span>
        <IconButton
          icon={row.isLocked ? Lock : LockOpen}
          label={`Keep the share of ${name}`}
          pressed={row.isLocked}
          onClick={onLock}
        />
        {onRemove === undefined ? null : (
          <IconButton icon={X} label={`Take ${name} out again`} onClick={onRemove} />
        )}
      </div>
    </li>
  );
}

type PercentInputProps = {
  label: string;
  value: number;
  isDisabled: boolean;
  onChange: (value: number) => void;
};

/** A whole number that counts when the field is left or Enter is pressed; what is not a number is put back. */
function PercentInput({ label, value, isDisabled, onChange }: PercentInputProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const commit = () => {
    const next = Number(text);
    if (text.trim() !== '' && Number.isFinite(next) && next >= 0 && next <= 100) onChange(Math.round(next));
    else setText(String(value));
  };
  return (
    <Input
      aria-label={label}
      inputMode="numeric"
      value={text}
      disabled={isDisabled}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
      className="num w-14 px-1.5 text-right font-mono"
    />
  );
}

function describeValue(row: WeightRow, before: number | undefined, observed: number | undefined): string {
  const parts = [`${row.percent} %`];
  if (before !== undefined && before !== row.percent) parts.push(`${before} % now`);
  if (observed !== undefined) parts.push(`callers see ${Math.round(observed)} %`);
  return parts.join(', ');
}
