'use client';

import { CircleHelp, Menu, Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { IconButton } from '../ui/icon-button';
import { Kbd } from '../ui/kbd';
import { NamespacePicker } from './namespace-picker';
import { isTimeless } from './pages';
import { ThemeMenu } from './theme-menu';
import { TimeControls } from './time-controls';
import { UserMenu } from './user-menu';

type TopBarProps = { onSearch: () => void; onHelp: () => void; onNav: () => void };

/** Scope at the left, time in the middle, finding and self at the right. */
export function TopBar({ onSearch, onHelp, onNav }: TopBarProps) {
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-border border-b bg-surface px-3 py-2">
      <IconButton icon={Menu} label="Pages" className="sm:hidden" onClick={onNav} />
      <NamespacePicker />
      {isTimeless(usePathname()) ? null : <TimeControls />}
      <div className="ml-auto flex items-center gap-1">
        <button
          type="button"
          onClick={onSearch}
          className="mr-1 flex h-8 w-48 items-center gap-2 rounded-md border border-border-strong bg-bg px-2.5 text-faint transition-colors duration-150 hover:text-text max-xl:hidden"
        >
          <Search className="size-4" aria-hidden />
          Find anything
          <Kbd keys="ctrl+k" className="ml-auto" />
        </button>
        <IconButton
          icon={Search}
          label="Find anything"
          keys="ctrl+k"
          className="xl:hidden"
          onClick={onSearch}
        />
        <IconButton icon={CircleHelp} label="Keys" keys="?" className="max-sm:hidden" onClick={onHelp} />
        <div className="max-sm:hidden">
          <ThemeMenu />
        </div>
        <UserMenu />
      </div>
    </header>
  );
}
