'use client';

import { useRef } from 'react';
import type { FormRow, RowsField } from '@/lib/mesh/config/wizards/form-field';
import { continueShift, shiftWeights, type WeightShift } from '@/lib/mesh/config/wizards/shift-weights';
import { seriesColor } from '../../../charts/series-color';
import { Input } from '../../../ui/input';

type ShareRowsProps = {
  field: RowsField;
  /** The number field that is shared out. */
  shares: string;
  rows: readonly FormRow[];
  onChange: (rows: readonly FormRow[]) => void;
};

/** Weights as sliders that always sum to 100, with number entry beside each. */
export function ShareRows({ field, shares, rows, onChange }: ShareRowsProps) {
  const weights = rows.map(({ values }) => Number(values[shares] ?? 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const moved = useRef<WeightShift<number, number[]> | undefined>(undefined);
  const set = (index: number, value: number) => {
    moved.current = continueShift(moved.current, index, weights, (start) =>
      shiftWeights(start, index, value),
    );
    const next = moved.current.last;
    onChange(rows.map((row, place) => ({ ...row, values: { ...row.values, [shares]: next[place] } })));
  };
  return (
    <div className="flex flex-col gap-2 rounded-md border border-border bg-bg/40 p-3">
      <div className="flex h-2 overflow-hidden rounded-full bg-raised" aria-hidden>
        {rows.map((row, index) => (
          <span
            key={row.id}
            className="h-full transition-[width] duration-150"
            style={{
              width: `${total === 0 ? 0 : ((weights[index] ?? 0) / total) * 100}%`,
              background: seriesColor(index),
            }}
          />
        ))}
      </div>
      {rows.map((row, index) => {
        const name = nameOf(row, index, field.noun);
        return (
          <div
            key={row.id}
            className="grid grid-cols-[minmax(80px,140px)_minmax(0,1fr)_88px] items-center gap-3"
          >
            <span className="flex min-w-0 items-center gap-2 text-xs">
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-full"
                style={{ background: seriesColor(index) }}
              />
              <span className="truncate font-mono" title={name}>
                {name}
              </span>
            </span>
            <input
              type="range"
              min={0}
              max={100}
              step={1}
              aria-label={`Weight of ${name}`}
              value={weights[index] ?? 0}
              onChange={(event) => set(index, Number(event.target.value))}
              className="w-full accent-(--accent)"
            />
            <span className="relative block">
              <Input
                aria-label={`Weight of ${name} in percent`}
                inputMode="numeric"
                className="num pr-7 text-right"
                value={weights[index] ?? 0}
                onChange={(event) => set(index, Number(event.target.value.replace(/\D/g, '')))}
              />
              <span aria-hidden className="pointer-events-none absolute top-1.5 right-2.5 text-muted">
                %
              </span>
            </span>
          </div>
        );
      })}
    </div>
  );
}

function nameOf({ values }: FormRow, index: number, noun: string): string {
  const { host, subset, name } = values;
  const words = [host, subset, name].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? `${noun} ${index + 1}` : words.join(' ');
}
