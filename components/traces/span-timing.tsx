import { Metric } from '@/components/ui/metric';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { spanTiming, type TimingPart } from './model/span-timing';

type SpanTimingProps = { node: TraceNode; trace: Trace; criticalUs: number };

const FILLS: Readonly<Record<TimingPart['id'], string>> = {
  before: 'bg-series-3',
  own: 'bg-series-1',
  children: 'bg-series-8',
  after: 'bg-series-2',
};

/** The parts of a span's duration as a bar and as numbers. */
export function SpanTiming({ node, trace, criticalUs }: SpanTimingProps) {
  const { span } = node;
  const parts = spanTiming(node);
  const whole = Math.max(1, span.duration_us);
  return (
    <>
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-sm">
        {parts.map(({ id, us }) => (
          <span key={id} className={FILLS[id]} style={{ width: `${(us / whole) * 100}%` }} />
        ))}
      </div>
      <table className="w-full text-sm">
        <caption className="sr-only">Parts of the duration</caption>
        <tbody>
          {parts.map(({ id, label, us }) => (
            <tr key={id}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span aria-hidden className={`mr-2 inline-block size-2 rounded-sm ${FILLS[id]}`} />
                {label}
              </th>
              <td className="text-right">
                <Metric quantity={formatDuration(us / 1000)} />
              </td>
              <td className="w-16 text-right text-muted">
                <Metric quantity={formatPercent(us / whole)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-muted text-xs">
        Began {printQuantity(formatDuration((span.start_us - trace.startUs) / 1000))} into the trace.{' '}
        {criticalUs === 0
          ? 'The request did not wait for it.'
          : `The request waited ${printQuantity(formatDuration(criticalUs / 1000))} for its own part, ${printQuantity(formatPercent(criticalUs / Math.max(1, trace.durationUs)))} of the whole.`}
      </p>
    </>
  );
}
