import { ClockAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { ClockShift } from '@/lib/mesh/trace/correct-clocks';

type ClockNoteProps = {
  shifts: readonly ClockShift[];
  isRaw: boolean;
  onRaw: (isRaw: boolean) => void;
};

/** Says which spans were moved because clocks disagree, and shows them as reported; nothing when clocks agree. */
export function ClockNote({ shifts, isRaw, onRaw }: ClockNoteProps) {
  const [worst, ...others] = shifts;
  if (worst === undefined) return null;
  const by = printQuantity(formatDuration(Math.abs(worst.shiftUs) / 1000));
  const way = worst.shiftUs > 0 ? 'later' : 'earlier';
  const more = others.length === 0 ? '' : `, and of ${others.map(({ workload }) => workload).join(', ')}`;
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-degraded text-xs">
      <ClockAlert aria-hidden className="size-3.5 shrink-0" />
      <span>
        {isRaw
          ? `Clocks disagree: what ${worst.workload} did does not lie within the calls of ${worst.caller} that it answers. Bars stand as each host reported them.`
          : `Clocks disagree: spans of ${worst.workload} are drawn ${by} ${way} than reported${more}, so that they lie within the calls they answer. Durations are as reported.`}
      </span>
      <Button size="sm" tone="ghost" onClick={() => onRaw(!isRaw)}>
        {isRaw ? 'Correct the clocks' : 'Show as reported'}
      </Button>
    </p>
  );
}
