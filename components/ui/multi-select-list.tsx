'use client';

import { Command } from 'cmdk';
import { CheckMark } from './check-mark';
import type { MultiSelectOption } from './multi-select-option';

type MultiSelectListProps = {
  label: string;
  noneLabel: string;
  value: readonly string[];
  options: readonly MultiSelectOption[];
  onChange: (value: readonly string[]) => void;
};

/** The open list of a MultiSelect, loaded when it first opens. */
export function MultiSelectList({ label, noneLabel, value, options, onChange }: MultiSelectListProps) {
  return (
    <Command label={label} loop>
      <Command.Input
        autoFocus
        placeholder="Filter by name"
        className="h-9 w-full border-border border-b bg-transparent px-3 text-sm outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-72 overflow-auto p-1">
        <Command.Empty className="px-2 py-3 text-faint text-xs">Nothing has that name.</Command.Empty>
        {options.map((option) => (
          <Item
            key={option.value}
            option={option}
            isChosen={value.includes(option.value)}
            onToggle={() => onChange(toggle(value, option.value))}
            onOnly={() => onChange([option.value])}
          />
        ))}
      </Command.List>
      <div className="flex items-center justify-between border-border border-t px-3 py-2 text-xs">
        <span className="text-faint">{value.length === 0 ? noneLabel : `${value.length} chosen`}</span>
        <button
          type="button"
          className="rounded-sm text-accent hover:underline disabled:text-faint disabled:no-underline"
          disabled={value.length === 0}
          onClick={() => onChange([])}
        >
          Clear
        </button>
      </div>
    </Command>
  );
}

type ItemProps = { option: MultiSelectOption; isChosen: boolean; onToggle: () => void; onOnly: () => void };

function Item({ option, isChosen, onToggle, onOnly }: ItemProps) {
  return (
    <Command.Item
      value={option.value}
      keywords={option.label === undefined ? [] : [option.label]}
      onSelect={onToggle}
      className="group flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-sm data-[selected=true]:bg-accent/15"
    >
      <CheckMark isOn={isChosen} />
      <span className="truncate">{option.label ?? option.value}</span>
      <span className="sr-only">{isChosen ? ', chosen' : ''}</span>
      {option.hint ? (
        <span className="ml-auto text-faint text-xs group-hover:hidden">{option.hint}</span>
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        className="ml-auto hidden rounded-sm px-1 text-accent text-xs hover:underline group-hover:block"
        onClick={(event) => {
          event.stopPropagation();
          onOnly();
        }}
      >
        only
      </button>
    </Command.Item>
  );
}

function toggle(value: readonly string[], name: string): readonly string[] {
  return value.includes(name) ? value.filter((other) => other !== name) : [...value, name];
}
