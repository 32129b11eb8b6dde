import type { ReactNode } from 'react';
import type { Quantity } from '@/lib/client/format/quantity';
import { Metric } from './metric';

type BigMetricProps = {
  label: string;
  quantity: Quantity | undefined;
  tone?: 'failing' | 'degraded' | undefined;
  note?: ReactNode;
};

/** One headline number of a panel. */
export function BigMetric({ label, quantity, tone, note }: BigMetricProps) {
  return (
    <div className="flex min-w-20 flex-col">
      <span className="text-muted text-xs">{label}</span>
      <Metric quantity={quantity} tone={tone} className="font-medium text-lg" />
      {note === undefined ? null : <span className="text-faint text-xs">{note}</span>}
    </div>
  );
}
