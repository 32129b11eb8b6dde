import type { TraceSummary } from '@/lib/protocol/api/traces';

/** One segment of a trace's small picture; percent of its width. */
export interface MiniSegment {
  left: number;
  width: number;
  service: string;
  isError: boolean;
}

/** Thinner than this is not seen. */
const THINNEST = 0.8;

/**
 * The picture of a trace as one ribbon: segments in the order to paint them, longest first, so that at each moment the
 * innermost call shows, and failed ones last so that none is covered.
 */
export function miniTimeline(summary: Pick<TraceSummary, 'timeline' | 'services'>): MiniSegment[] {
  const segments = summary.timeline.map(([start, duration, service, isError]) => {
    const left = Math.min(100 - THINNEST, Math.max(0, start * 100));
    const width = Math.min(100 - left, Math.max(THINNEST, duration * 100));
    return { left, width, service: summary.services[service]?.service ?? '', isError };
  });
  return segments.sort((a, b) => b.width - a.width);
}
