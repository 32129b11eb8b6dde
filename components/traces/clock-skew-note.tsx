import { ClockAlert } from 'lucide-react';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { ClockSkew } from '@/lib/mesh/trace/clock-skew';

/** Says when bars cannot be compared across hosts; nothing when clocks agree. */
export function ClockSkewNote({ skews }: { skews: readonly ClockSkew[] }) {
  const worst = skews[0];
  if (worst === undefined) return null;
  const { node, skewUs } = worst;
  const by = printQuantity(formatDuration(Math.abs(skewUs) / 1000));
  const how = skewUs < 0 ? `begins ${by} before` : `ends ${by} after`;
  return (
    <p className="flex items-center gap-1.5 text-degraded text-xs">
      <ClockAlert aria-hidden className="size-3.5 shrink-0" />
      Clocks disagree: {node.span.workload} {how} the call it answers ({node.parent?.span.workload}).
      Durations are right, positions of bars are as each host reported them.
    </p>
  );
}
