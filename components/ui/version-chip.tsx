import { cn } from './cn';

/** A workload's version, as it stands behind names everywhere. */
export function VersionChip({ version, className }: { version: string; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex h-4.5 max-w-32 items-center truncate rounded-sm border border-border-strong px-1 font-mono text-2xs text-muted',
        className,
      )}
    >
      {version}
    </span>
  );
}
