'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type Tab<T extends string> = { value: T; label: string; count?: number };

type TabsProps<T extends string> = {
  label: string;
  value: T;
  tabs: readonly Tab<T>[];
  onChange: (value: T) => void;
  /** The panel of the open tab. */
  children: ReactNode;
  className?: string;
};

/** Views of one thing. The open one belongs in the address bar. */
export function Tabs<T extends string>({ label, value, tabs, onChange, children, className }: TabsProps<T>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={cn('flex min-w-0 flex-col', className)}
    >
      <Radix.List aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-border border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-9 items-center gap-1.5 rounded-t-sm px-2 whitespace-nowrap border-transparent border-b-2 text-muted text-sm transition-colors duration-150 hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="num text-faint text-xs">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="min-w-0 grow pt-4 outline-none">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
