import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { SpanAgainstUsual, TraceAgainstUsual } from '@/lib/mesh/trace/shape/compare-with-usual';
import { spanTitle } from '../model/describe-span';

/** `8 times`, `1.6 times`, `0.4 times`. */
export function printRatio(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(2))} times`;
}

/** What stands out, in one sentence; undefined when nothing can be compared. */
export function describeAgainstUsual({ spans, culprit }: TraceAgainstUsual): string | undefined {
  if (spans.length === 0) return undefined;
  if (culprit === undefined) return 'No hop took notably longer than it usually does.';
  return `${hopName(culprit)} takes ${printRatio(culprit.ratio)} its p50: ${took(culprit.node.span.duration_us)} instead of ${took(culprit.usual.p50Us)}${shareOf(culprit, spans)}.`;
}

function hopName({ node: { span } }: SpanAgainstUsual): string {
  const side = span.kind === 'CLIENT' ? 'calling ' : '';
  return `${span.service}, ${side}${spanTitle(span)},`;
}

function shareOf(culprit: SpanAgainstUsual, spans: readonly SpanAgainstUsual[]): string {
  const all = spans.reduce((sum, { ownExtraUs }) => sum + ownExtraUs, 0);
  return all === 0 ? '' : `, ${Math.round((100 * culprit.ownExtraUs) / all)} % of the time lost`;
}

function took(us: number): string {
  return printQuantity(formatDuration(us / 1000));
}
