import { AppLink } from '@/components/ui/app-link';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Span, SpanDetails } from '@/lib/mesh/trace/span';
import { traceHref } from './use-open-trace';

/** Whether there is anything to show beyond tags. */
export function hasEvents({ events, links, status_message, dropped }: SpanDetails): boolean {
  return (events ?? links ?? status_message ?? dropped) !== undefined;
}

/** What the application itself said within the span: events by time, links to other spans. */
export function SpanEvents({ span }: { span: Span }) {
  const { events = [], links = [], status_message: message, dropped = 0 } = span.details ?? {};
  return (
    <div className="flex flex-col gap-2 text-xs">
      {message === undefined ? null : <p className="break-words text-failing">{message}</p>}
      <ul aria-label="Events" className="flex flex-col gap-2">
        {events.map((event, index) => (
          // Events have no identity of their own and never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
          <li key={index} className="flex flex-col">
            <span className="break-words">
              <span className="text-muted tabular-nums">+{sinceStart(span, event.time_us)}</span> {event.name}
            </span>
            {Object.entries(event.tags).map(([key, value]) => (
              <span key={key} className="whitespace-pre-wrap break-words pl-3 font-mono text-2xs">
                <span className="text-muted">{key}</span> {value}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {links.map((link) => (
        <AppLink
          key={`${link.trace_id}-${link.span_id}`}
          href={traceHref(link.trace_id)}
          className="text-accent hover:underline"
        >
          Linked trace {link.trace_id.slice(0, 8)}
        </AppLink>
      ))}
      {dropped === 0 ? null : (
        <p className="text-muted">{dropped} more tags, events or links were left out.</p>
      )}
    </div>
  );
}

function sinceStart(span: Span, timeUs: number): string {
  return printQuantity(formatDuration(Math.max(0, timeUs - span.start_us) / 1_000));
}
