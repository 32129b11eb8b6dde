import { Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { Severity } from '@/lib/mesh/rules/finding';
import { cn } from './cn';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

const ICONS = { error: OctagonX, warning: TriangleAlert, info: Info } as const;
const TONES = { error: 'text-failing', warning: 'text-degraded', info: 'text-info' } as const;

/** How bad a finding is, as shape and colour. */
export function SeverityIcon({ severity, className }: { severity: Severity; className?: string }) {
  const Icon = ICONS[severity];
  return (
    <span className={cn('inline-flex shrink-0', TONES[severity], className)}>
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{SEVERITY_LABELS[severity]}</span>
    </span>
  );
}
