import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { CriticalSegment } from '@/lib/mesh/trace/critical-path';
import type { Span } from '@/lib/mesh/trace/span';
import type { Trace } from '@/lib/mesh/trace/trace';
import { placeInView, type TimeView } from './model/time-view';

type SpanBarProps = {
  span: Span;
  trace: Trace;
  view: TimeView;
  colour: string;
  critical: readonly CriticalSegment[] | undefined;
};

/** A span's time as a bar with its duration; the stretches on the critical path are underlined. */
export function SpanBar({ span, trace, view, colour, critical }: SpanBarProps) {
  const { left, width } = placeInView(view, trace, span.start_us, span.start_us + span.duration_us);
  const isFailed = span.status === 'error';
  return (
    <div className="relative min-w-0 grow overflow-hidden">
      <span
        className={cn(
          'absolute top-2 h-3 min-w-0.5 rounded-[3px]',
          isFailed && 'ring-1 ring-failing ring-offset-1 ring-offset-surface',
        )}
        style={{ left: `${left}%`, width: `${width}%`, background: colour }}
      />
      {critical?.map(({ startUs, endUs }) => {
        const part = placeInView(view, trace, startUs, endUs);
        return (
          <span
            key={startUs}
            className="absolute top-[18px] h-[3px] min-w-px bg-text"
            style={{ left: `${part.left}%`, width: `${part.width}%` }}
          />
        );
      })}
      <span
        className={cn(
          'num pointer-events-none absolute top-1.5 whitespace-nowrap text-xs leading-4',
          isFailed ? 'text-failing' : 'text-muted',
        )}
        style={labelPlace(left, left + width)}
      >
        {printQuantity(formatDuration(span.duration_us / 1000))}
      </span>
    </div>
  );
}

/** Behind the bar where there is room, else before it, else at the view's right edge on a plate. */
function labelPlace(left: number, right: number): Record<string, string> {
  if (right <= 88) return { left: `calc(${Math.max(0, right)}% + 6px)` };
  if (left >= 12) return { right: `calc(${100 - Math.min(100, left)}% + 6px)` };
  return { right: '8px', background: 'var(--surface)', padding: '0 4px', borderRadius: '3px' };
}
