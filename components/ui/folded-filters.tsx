'use client';

import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';

type FoldedFiltersProps = {
  /** How many of the folded fields ask for something. */
  count: number;
  children: ReactNode;
};

/** Fields of a filter; a narrow screen has them behind a button, so that what they find is in sight. */
export function FoldedFilters({ count, children }: FoldedFiltersProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="md"
        className="min-[601px]:hidden"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden />
        {count === 0 ? 'Filters' : `Filters (${count})`}
      </Button>
      <div id={id} className={cn('contents', !isOpen && 'max-[600px]:hidden')}>
        {children}
      </div>
    </>
  );
}
