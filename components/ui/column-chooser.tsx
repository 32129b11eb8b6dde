'use client';

import { Columns3 } from 'lucide-react';
import { cn } from './cn';
import {
  DropdownMenu,
  DropdownMenuCheckItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from './dropdown-menu';
import type { TableColumn } from './table-column';

type ColumnChooserProps<Row> = {
  columns: readonly TableColumn<Row>[];
  choice: readonly string[];
  onChange: (ids: readonly string[]) => void;
};

/** Which columns a table shows. */
export function ColumnChooser<Row>({ columns, choice, onChange }: ColumnChooserProps<Row>) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(
          'ml-auto inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-muted text-xs',
          'transition-colors duration-150 hover:bg-raised hover:text-text data-[state=open]:bg-raised',
        )}
      >
        <Columns3 className="size-4" aria-hidden />
        Columns
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Columns</DropdownMenuLabel>
        {columns.map(({ id, header, isFixed }) => (
          <DropdownMenuCheckItem
            key={id}
            checked={choice.includes(id)}
            disabled={isFixed === true}
            onCheckedChange={(on) => onChange(on ? [...choice, id] : choice.filter((other) => other !== id))}
          >
            {header}
          </DropdownMenuCheckItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
