'use client';

import { usePathname } from 'next/navigation';
import { AppLink } from '../ui/app-link';
import { cn } from '../ui/cn';
import { Tooltip } from '../ui/tooltip';
import { type AppPage, isOnPage } from './pages';

type RailLinkProps = { page: AppPage; isWordHidden: boolean; isAlwaysWide?: boolean; onFollow?: () => void };

/** One place in the rail. */
export function RailLink({ page, isWordHidden, isAlwaysWide = false, onFollow }: RailLinkProps) {
  const isHere = isOnPage(usePathname(), page.href);
  const Icon = page.icon;
  return (
    <Tooltip content={page.label} keys={`g ${page.key}`} side="right">
      <AppLink
        href={page.href}
        aria-current={isHere ? 'page' : undefined}
        {...(onFollow === undefined ? {} : { onClick: onFollow })}
        className={cn(
          'flex h-8 items-center gap-3 rounded-md px-3 transition-colors duration-150',
          isHere ? 'bg-accent/12 text-text' : 'text-muted hover:bg-raised hover:text-text',
        )}
      >
        <Icon className={cn('size-4 shrink-0', isHere && 'text-accent')} aria-hidden />
        <span className={cn('truncate', isWordHidden ? 'sr-only' : !isAlwaysWide && 'max-[1099px]:sr-only')}>
          {page.label}
        </span>
      </AppLink>
    </Tooltip>
  );
}
