import { cn } from './cn';

/** The place of what is still loading, in its final size. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'block animate-shimmer rounded-sm bg-[length:200%_100%] bg-[linear-gradient(90deg,var(--raised)_25%,var(--border)_50%,var(--raised)_75%)]',
        className,
      )}
    />
  );
}
