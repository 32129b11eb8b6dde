'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { PreviewOutcome } from '@/lib/protocol/api/config-preview';
import { cn } from '../../ui/cn';
import { ExampleList } from './example-list';
import { formatExpected, percentText } from './format-expected';

type Bar = Pick<PreviewOutcome, 'requests' | 'share' | 'examples' | 'callers' | 'operations'> & {
  id: string;
  label: string;
  color: string;
};

/** What becomes of requests, each with who is hit and some of them to look at. */
export function OutcomeBars({ bars }: { bars: readonly Bar[] }) {
  return (
    <ul className="flex flex-col">
      {bars.map((bar) => (
        <OutcomeBar key={bar.id} bar={bar} />
      ))}
    </ul>
  );
}

function OutcomeBar({ bar }: { bar: Bar }) {
  const [isOpen, setOpen] = useState(false);
  const { label, color, requests, share, examples } = bar;
  const row = (
    <>
      <ChevronRight
        aria-hidden
        className={cn(
          'size-3.5 text-faint transition-transform duration-150',
          isOpen && 'rotate-90',
          examples.length === 0 && 'invisible',
        )}
      />
      <span className="truncate text-left">{label}</span>
      <span className="h-2 overflow-hidden rounded-full bg-raised max-sm:hidden">
        <span
          className="block h-full rounded-full"
          style={{ width: `${Math.max(share * 100, 0.5)}%`, background: color }}
        />
      </span>
      <span className="num text-right">{formatExpected(requests)}</span>
      <span className="num text-right text-muted">{percentText(share)}</span>
    </>
  );
  const columns =
    'grid h-8 w-full grid-cols-[14px_minmax(120px,200px)_minmax(40px,1fr)_56px_56px] items-center gap-x-3 rounded-md text-xs max-sm:grid-cols-[14px_minmax(0,1fr)_56px_56px]';
  if (examples.length === 0) return <li className={columns}>{row}</li>;
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={cn(columns, 'transition-colors duration-150 hover:bg-raised')}
      >
        {row}
      </button>
      {isOpen ? <OutcomeDetail bar={bar} /> : null}
    </li>
  );
}

function OutcomeDetail({ bar: { callers, operations, examples } }: { bar: Bar }) {
  return (
    <div className="mb-3 ml-[26px] flex flex-col gap-3 border-border border-l pl-4">
      <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <HitList title="Callers" items={callers} />
        <HitList title="Paths" items={operations} />
      </div>
      <ExampleList examples={examples} />
    </div>
  );
}

const SHOWN = 5;

function HitList({ title, items }: { title: string; items: readonly { name: string; requests: number }[] }) {
  if (items.length === 0) return null;
  return (
    <section className="min-w-0">
      <h4 className="pb-1 text-2xs text-faint">{title}</h4>
      <ul className="flex flex-col gap-0.5 text-xs">
        {items.slice(0, SHOWN).map(({ name, requests }) => (
          <li key={name} className="flex gap-3">
            <span className="min-w-0 grow truncate font-mono" title={name}>
              {name}
            </span>
            <span className="num text-muted">{formatExpected(requests)}</span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN ? (
        <p className="pt-0.5 text-2xs text-faint">and {items.length - SHOWN} more</p>
      ) : null}
    </section>
  );
}
