import { cn } from './cn';
import { sparklinePath } from './sparkline-path';

type SparklineProps = {
  /** Evenly spaced, oldest first; null is a gap. */
  values: readonly (number | null)[];
  label: string;
  tone?: 'muted' | 'failing' | 'degraded' | 'ok';
  /** The top of the scale; the largest value when absent. */
  max?: number;
  width?: number;
  height?: number;
  className?: string;
};

const TONES = {
  muted: 'text-muted',
  failing: 'text-failing',
  degraded: 'text-degraded',
  ok: 'text-ok',
} as const;

/** A word-sized line: only its shape matters. */
export function Sparkline({
  values,
  label,
  tone = 'muted',
  max,
  width = 96,
  height = 20,
  className,
}: SparklineProps) {
  const { line, area } = sparklinePath(values, width, height, max);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      className={cn('shrink-0 overflow-visible', TONES[tone], className)}
    >
      <path d={area} fill="currentColor" opacity="0.14" />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
