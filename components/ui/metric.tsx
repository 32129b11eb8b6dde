import type { Quantity } from '@/lib/client/format/quantity';
import { cn } from './cn';

type MetricProps = {
  quantity: Quantity | undefined;
  className?: string;
  tone?: 'failing' | 'degraded' | undefined;
};

const TONES = { failing: 'text-failing', degraded: 'text-degraded' } as const;

/** A number and, muted, its unit. Digits are tabular so that it never jumps. */
export function Metric({ quantity, className, tone }: MetricProps) {
  if (quantity === undefined) return <span className={cn('text-faint', className)}>–</span>;
  return (
    <span className={cn('num whitespace-nowrap', tone && TONES[tone], className)}>
      {quantity.value}
      {quantity.unit === '' ? null : (
        <span className="ml-[0.25em] text-[0.85em] text-muted">{quantity.unit}</span>
      )}
    </span>
  );
}
