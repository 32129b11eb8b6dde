import type { TraceSummary } from '@/lib/protocol/api/traces';
import { miniTimeline } from './model/mini-timeline';

type MiniTimelineProps = { trace: TraceSummary; colours: ReadonlyMap<string, string> };

/** A trace in a table cell: at each moment the colour of the service that worked, and below it what failed. */
export function MiniTimeline({ trace, colours }: MiniTimelineProps) {
  const segments = miniTimeline(trace);
  return (
    <svg aria-hidden="true" className="block h-4 w-full" viewBox="0 0 100 16" preserveAspectRatio="none">
      {segments.map((segment, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have no name and are never reordered
          key={i}
          x={segment.left}
          width={segment.width}
          y={0}
          height={11}
          fill={colours.get(segment.service) ?? 'var(--idle)'}
        />
      ))}
      {segments
        .filter(({ isError }) => isError)
        .map((segment, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <rect key={i} x={segment.left} width={segment.width} y={13} height={3} fill="var(--failing)" />
        ))}
    </svg>
  );
}
