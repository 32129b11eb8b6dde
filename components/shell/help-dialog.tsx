'use client';

import { useSyncExternalStore } from 'react';
import { type KeyBinding, keyRegistry } from '@/lib/client/keyboard/key-registry';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';

const NONE: readonly KeyBinding[] = [];
const LISTS: readonly KeyBinding[] = [
  { keys: 'ArrowDown', label: 'Into the list, row below', group: 'In lists', run: () => {} },
  { keys: 'j', label: 'Into the list, row below', group: 'In lists', run: () => {} },
  { keys: 'ArrowUp', label: 'Row above', group: 'In lists', run: () => {} },
  { keys: 'k', label: 'Row above', group: 'In lists', run: () => {} },
  { keys: 'Enter', label: 'Open the row', group: 'In lists', run: () => {} },
];

/** Every key that does something now. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const bindings = useSyncExternalStore(keyRegistry.subscribe, keyRegistry.list, () => NONE);
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange} className="w-[min(720px,calc(100vw-32px))]">
      <div className="columns-1 gap-8 sm:columns-2">
        {groupsOf([...bindings, ...LISTS]).map(([group, members]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-muted text-xs">{group}</h3>
            <dl>
              {members.map(({ keys, label }) => (
                <div key={keys} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function groupsOf(bindings: readonly KeyBinding[]): [string, KeyBinding[]][] {
  const groups = new Map<string, Map<string, KeyBinding>>();
  for (const binding of bindings) {
    const members = groups.get(binding.group) ?? new Map<string, KeyBinding>();
    groups.set(binding.group, members.set(binding.keys, binding));
  }
  return [...groups].map(([group, members]) => [group, [...members.values()]]);
}
