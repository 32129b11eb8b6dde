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
  const label = labelPlace(left, left + width);
  return (
    <div className="relative min-w-0 grow overflow-hidden">
      {/* Room at the right for the label of a bar that reaches the end. */}
      <div className="absolute inset-y-0 right-18 left-0">
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
            'num pointer-events-none absolute top-1.5 whitespace-nowrap px-1 text-xs leading-4',
            isFailed ? 'text-failing' : 'text-muted',
          )}
          style={label.style}
        >
          {label.before}
          {printQuantity(formatDuration(span.duration_us / 1000))}
          {label.after}
        </span>
      </div>
    </div>
  );
}

/** Behind the bar; for a bar out of view at the edge where it is, with an arrow. */
function labelPlace(left: number, right: number) {
  if (right < 0) return { style: { left: '4px' }, before: '‹ ', after: '' };
  if (left > 100) return { style: { right: '-68px' }, before: '', after: ' ›' };
  return {
    style: { left: `calc(${Math.min(100, right)}% + 3px)` },
    before: '',
    after: right > 100.01 ? ' ›' : '',
  };
}
