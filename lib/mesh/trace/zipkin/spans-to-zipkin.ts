import { traceServiceName } from '../service-name';
import type { Span } from '../span';
import { findSpanParents } from '../span-parents';

/** One span in Zipkin's v2 form. */
export interface ZipkinSpan {
  traceId: string;
  id: string;
  parentId?: string;
  kind?: string;
  name: string;
  /** Epoch microseconds. */
  timestamp: number;
  duration: number;
  localEndpoint: { serviceName: string };
  annotations?: { timestamp: number; value: string }[];
  tags: Record<string, string>;
  shared?: true;
}

/** Prints the spans of one trace in Zipkin's v2 form; a server span that has its client's id is `shared`. */
export function spansToZipkin(all: readonly Span[]): ZipkinSpan[] {
  const { spans } = findSpanParents(all);
  const clients = new Set(spans.filter(({ kind }) => kind === 'CLIENT').map(({ span_id }) => span_id));
  return spans.map((span) => {
    const { parent_span_id: parent, details, kind } = span;
    const events = details?.events ?? [];
    return {
      traceId: span.trace_id,
      id: span.span_id,
      ...(parent === '' ? {} : { parentId: parent }),
      ...(kind === 'INTERNAL' ? {} : { kind }),
      name: span.name,
      timestamp: span.start_us,
      duration: Math.max(1, span.duration_us),
      localEndpoint: { serviceName: traceServiceName(span) },
      ...(events.length === 0
        ? {}
        : { annotations: events.map(({ time_us, name }) => ({ timestamp: time_us, value: name })) }),
      tags: tagsOf(span),
      ...(kind === 'SERVER' && clients.has(span.span_id) ? { shared: true as const } : {}),
    };
  });
}

function tagsOf({ tags, status, details }: Span): Record<string, string> {
  if (status !== 'error' || tags.error !== undefined) return { ...tags };
  return { ...tags, error: details?.status_message ?? 'true' };
}
