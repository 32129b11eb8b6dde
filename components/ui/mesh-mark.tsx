import { cn } from './cn';

/** The mark: three nodes of a mesh in a scope. */
export function MeshMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn('size-6 shrink-0 text-accent', className)} aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m8 15.2 4-7 4 7z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <g fill="currentColor">
        <circle cx="12" cy="7.8" r="2.1" />
        <circle cx="7.8" cy="15.3" r="2.1" />
        <circle cx="16.2" cy="15.3" r="2.1" />
      </g>
    </svg>
  );
}
