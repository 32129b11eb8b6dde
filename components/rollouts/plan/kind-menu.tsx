'use client';

import { Plus } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';

type KindMenuProps<K extends string> = {
  label: string;
  kinds: Readonly<Record<K, { label: string }>>;
  onAdd: (kind: K) => void;
};

/** Adds one of some kinds. */
export function KindMenu<K extends string>({ label, kinds, onAdd }: KindMenuProps<K>) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="inline-flex h-7 items-center gap-1.5 rounded-md border border-border-strong bg-surface px-2 font-medium text-xs hover:bg-raised">
        <Plus className="size-4" aria-hidden />
        {label}
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {(Object.keys(kinds) as K[]).map((kind) => (
          <DropdownMenuItem key={kind} onSelect={() => onAdd(kind)}>
            {kinds[kind].label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
