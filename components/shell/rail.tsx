'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { cn } from '../ui/cn';
import { IconButton } from '../ui/icon-button';
import { Brand } from './brand';
import { PAGES } from './pages';
import { RailLink } from './rail-link';

/** The left rail: icons and words, or icons alone. Below 1100 px only icons fit, below 640 px none. */
export function Rail() {
  const [rail, setRail] = usePreference('rail', 'open');
  const isOpen = rail === 'open';
  return (
    <nav
      aria-label="Pages"
      data-open={isOpen}
      className={cn(
        'group/rail flex shrink-0 flex-col border-border border-r bg-surface transition-[width] duration-150 max-sm:hidden',
        isOpen ? 'w-14 min-[1100px]:w-48' : 'w-14',
      )}
    >
      <div className="flex h-12 items-center px-4">
        <Brand isWordHidden={!isOpen} />
      </div>
      <ul className="flex grow flex-col gap-0.5 px-2 pt-2">
        {PAGES.map((page) => (
          <li key={page.href}>
            <RailLink page={page} isWordHidden={!isOpen} />
          </li>
        ))}
      </ul>
      <div className="p-3 max-[1099px]:hidden">
        <IconButton
          icon={isOpen ? PanelLeftClose : PanelLeftOpen}
          label={isOpen ? 'Collapse the rail' : 'Expand the rail'}
          onClick={() => setRail(isOpen ? 'closed' : 'open')}
        />
      </div>
    </nav>
  );
}
