import { AppLink } from '../ui/app-link';
import { cn } from '../ui/cn';

/** The mark: three nodes of a mesh in a scope. */
export function Brand({ isWordHidden = false }: { isWordHidden?: boolean }) {
  return (
    <AppLink href="/" aria-label="Meshscope, overview" className="flex items-center gap-2.5 rounded-md">
      <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" aria-hidden="true">
        <circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path
          d="m8 15.2 4-7 4 7z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <g fill="currentColor">
          <circle cx="12" cy="7.8" r="2.1" />
          <circle cx="7.8" cy="15.3" r="2.1" />
          <circle cx="16.2" cy="15.3" r="2.1" />
        </g>
      </svg>
      <span
        className={cn('font-medium text-md tracking-tight', isWordHidden ? 'hidden' : 'max-[1099px]:hidden')}
      >
        Meshscope
      </span>
    </AppLink>
  );
}
