import { cn } from './cn';

const TONES = {
  ok: 'bg-ok',
  degraded: 'bg-degraded',
  failing: 'bg-failing',
  idle: 'border border-idle',
  info: 'bg-info',
} as const;

type StatusDotProps = { tone: keyof typeof TONES; label: string; isPulsing?: boolean; className?: string };

/** A dot beside words that say the same; the label is for those who do not see it. */
export function StatusDot({ tone, label, isPulsing = false, className }: StatusDotProps) {
  return (
    <span className={cn('inline-flex items-center', className)}>
      <span
        aria-hidden
        className={cn('size-2 rounded-full', TONES[tone], isPulsing && 'animate-pulse-dot')}
      />
      <span className="sr-only">{label}</span>
    </span>
  );
}
