'use client';

import { Command } from 'cmdk';
import { Box, type LucideIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useGuardedPush } from '@/lib/client/unsaved/use-guarded-push';
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries';

/** Everything by name: pages, applications, workloads, services. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 animate-fade-in overflow-hidden rounded-lg border border-border-strong bg-raised shadow-overlay outline-none"
        >
          <Dialog.Title className="sr-only">Find anything</Dialog.Title>
          <Palette onClose={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState('');
  const groups = usePaletteEntries(useDeferredValue(text));
  const entries = groups.flatMap((group) => group.entries);
  // The best match is chosen until the arrows choose another.
  const value = entries.some(({ id }) => id === chosen) ? chosen : (entries[0]?.id ?? '');
  const push = useGuardedPush();
  const open = (entry: PaletteEntry) => {
    onClose();
    push(entry.href);
  };
  return (
    <Command shouldFilter={false} value={value} onValueChange={setChosen} loop label="Find anything">
      <Command.Input
        value={text}
        onValueChange={(next) => {
          setText(next);
          setChosen('');
        }}
        placeholder="Page, application, workload, service"
        className="h-12 w-full border-border border-b bg-transparent px-4 text-md outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[min(420px,56vh)] overflow-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          Nothing is called “{text}”.
        </Command.Empty>
        {groups.map(({ heading, entries }) => (
          <Command.Group
            key={heading}
            heading={heading}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
          >
            {entries.map((entry) => (
              <PaletteItem
                key={entry.id}
                icon={entry.icon ?? Box}
                onSelect={() => open(entry)}
                value={entry.id}
              >
                <span className="truncate">{entry.label}</span>
                <span className="ml-auto shrink-0 text-faint text-xs">{entry.hint}</span>
              </PaletteItem>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

type PaletteItemProps = { icon: LucideIcon; value: string; onSelect: () => void; children: ReactNode };

function PaletteItem({ icon: Icon, value, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-3 rounded-md px-2 data-[selected=true]:bg-accent/15"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      {children}
    </Command.Item>
  );
}
