'use client';

import { Sheet } from '../ui/sheet';
import { PAGES } from './pages';
import { RailLink } from './rail-link';
import { ThemeMenu } from './theme-menu';

/** The rail as a sheet, where the screen is too narrow for it. */
export function MobileNav({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Sheet title="Meshscope" side="left" open={open} onOpenChange={onOpenChange} className="w-64">
      <ul className="flex flex-col gap-1 p-2">
        {PAGES.map((page) => (
          <li key={page.href}>
            <RailLink page={page} isWordHidden={false} isAlwaysWide onFollow={() => onOpenChange(false)} />
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-2 border-border border-t px-4 py-2 text-muted">
        Theme
        <ThemeMenu />
      </div>
    </Sheet>
  );
}
