import type { ReactNode } from 'react';
import type { HealthStatus } from '@/lib/mesh/health/health-status';
import { cn } from './cn';
import { HEALTH_LABELS, HEALTH_TEXT } from './health';

// Each state has its own outline, so that it reads without colour and at 14 px.
const SHAPES: Readonly<Record<HealthStatus, ReactNode>> = {
  Failure: (
    <>
      <path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" fill="currentColor" />
      <path
        d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"
        className="stroke-bg"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
  Degraded: (
    <>
      <path
        d="M8 1.4 15 14H1z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinejoin="round"
      />
      <path d="M8 5.8v3.6m0 2.2v.1" className="stroke-bg" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  'Not Ready': (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="3 2.2"
      />
      <path d="M8 4.8V8l2.2 1.4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  Healthy: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="currentColor" />
      <path
        d="m5 8.2 2.1 2.1L11 6"
        fill="none"
        className="stroke-bg"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
  NA: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M5.4 8h5.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
};

type HealthIconProps = { health: HealthStatus; hasLabel?: boolean; className?: string };

/** Health as shape and colour; with its word beside it, or for screen readers only. */
export function HealthIcon({ health, hasLabel = false, className }: HealthIconProps) {
  return (
    <span className={cn('inline-flex shrink-0 items-center gap-1.5', HEALTH_TEXT[health], className)}>
      <svg viewBox="0 0 16 16" className="size-3.5 shrink-0" aria-hidden="true">
        {SHAPES[health]}
      </svg>
      <span className={hasLabel ? 'text-xs' : 'sr-only'}>{HEALTH_LABELS[health]}</span>
    </span>
  );
}
