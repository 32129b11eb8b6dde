import { formatElapsed } from '@/lib/client/format/format-elapsed';

/** What is known of a window when recording began within it, or after it. */
export function describeCoverage({ from, to }: { from: number; to: number }, recordedFrom: number): string {
  if (recordedFrom >= to) return 'Nothing was recorded then, so there is nothing to compare with.';
  const known = formatElapsed(to - recordedFrom);
  return `Recording began in that window: only its last ${known} of ${formatElapsed(to - from)} are compared.`;
}
