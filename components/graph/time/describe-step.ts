import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatClock, formatDayTime } from '@/lib/client/format/format-time';
import { printQuantity } from '@/lib/client/format/quantity';
import type { TimelineMark, TimelineMarkKind } from '@/lib/protocol/api/timeline';
import { type MarkGroup, markKinds } from './group-marks';
import type { TimelineStep } from './read-steps';

const MINUTE_MS = 60_000;

/** A step in words: `14:02, 1.2 k requests, 3.1 % failed, 2 namespaces failing, worst bookinfo`. */
export function describeStep({
  fromMs,
  toMs,
  requests,
  errorShare,
  failing,
  degraded,
  worst,
}: TimelineStep): string {
  const at = toMs - fromMs < MINUTE_MS ? formatClock(fromMs) : formatDayTime(fromMs);
  if (requests === 0) return `${at}, no requests`;
  const parts = [at, `${printQuantity(formatCount(requests))} requests`];
  parts.push(errorShare === 0 ? 'none failed' : `${printQuantity(formatPercent(errorShare))} failed`);
  if (failing > 0) parts.push(`${countNamespaces(failing)} failing`);
  if (degraded > 0) parts.push(`${countNamespaces(degraded)} degraded`);
  if (worst !== '') parts.push(failing + degraded > 1 ? `worst ${worst}` : worst);
  return parts.join(', ');
}

function countNamespaces(count: number): string {
  return count === 1 ? '1 namespace' : `${count} namespaces`;
}

/** What a mark stands for. */
export const MARK_WORDS: Readonly<Record<TimelineMarkKind, string>> = {
  incident: 'Incident',
  rollout: 'Rollout',
  config: 'Configuration',
  version: 'New version',
  'agent-left': 'Agent left',
  'agent-joined': 'Agent joined',
};

/** One mark in a line. */
export function describeMark({ at, kind, message }: TimelineMark): string {
  return `${formatClock(at)} ${MARK_WORDS[kind]}: ${message}`;
}

/** The mark that leads a group, and how many of which kinds stand behind it: `12:04:06 Incident: ..., and 3 more (2 Configuration, 1 Rollout)`. */
export function describeGroup({ lead, marks }: Pick<MarkGroup, 'lead' | 'marks'>): string {
  const others = marks.filter((mark) => mark !== lead);
  if (others.length === 0) return describeMark(lead);
  const counts = markKinds(others).map((kind) => {
    const count = others.filter((mark) => mark.kind === kind).length;
    return `${count} ${MARK_WORDS[kind]}`;
  });
  return `${describeMark(lead)}, and ${others.length} more (${counts.join(', ')})`;
}
