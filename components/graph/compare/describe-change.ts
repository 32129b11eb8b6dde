import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity } from '@/lib/client/format/quantity';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import type { GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';

/** One row of a comparison. */
export type GraphChange = GraphCompareAnswer['changes'][number];

const WORDS = { new: 'New', lost: 'Gone', errors: 'Errors', latency: 'p95', rate: 'Rate' } as const;

/** What kind of change it is. */
export function changeWord({ kind }: GraphChange): string {
  return WORDS[kind];
}

/** Whether it got worse, better, or neither. */
export function changeTone({ kind, before, after }: GraphChange): 'worse' | 'better' | 'neutral' {
  if (kind !== 'errors' && kind !== 'latency') return 'neutral';
  return after > before ? 'worse' : 'better';
}

/** A value of a change with its unit. */
export function printChangeValue({ kind, protocol }: GraphChange, value: number): string {
  if (kind === 'errors') return printQuantity(formatPercent(value / 100));
  if (kind === 'latency') return printQuantity(formatDuration(value));
  return printQuantity(protocol === 'tcp' ? formatByteRate(value) : formatRate(value));
}

/** Name and version behind a node's id. */
export function nameOfNode(id: string): string {
  const subject = parseSubject(id);
  if (subject === undefined) return id;
  if (subject.kind === 'unknown') return 'unknown source';
  return subject.version === undefined ? subject.name : `${subject.name} ${subject.version}`;
}
