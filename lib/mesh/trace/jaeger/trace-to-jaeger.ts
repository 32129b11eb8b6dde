import { traceServiceName } from '../service-name';
import type { Span, SpanEvent } from '../span';
import { findSpanParents } from '../span-parents';

interface JaegerTag {
  key: string;
  type: 'string' | 'bool';
  value: string | boolean;
}

/** One span as Jaeger's query API says it. */
export interface JaegerSpan {
  traceID: string;
  spanID: string;
  operationName: string;
  references: { refType: 'CHILD_OF' | 'FOLLOWS_FROM'; traceID: string; spanID: string }[];
  /** Epoch microseconds. */
  startTime: number;
  duration: number;
  tags: JaegerTag[];
  logs: { timestamp: number; fields: JaegerTag[] }[];
  processID: string;
  warnings: string[] | null;
}

/** One trace as Jaeger's query API says it. */
export interface JaegerTrace {
  traceID: string;
  spans: JaegerSpan[];
  processes: Record<string, { serviceName: string; tags: JaegerTag[] }>;
  warnings: string[] | null;
}

/** Prints the spans of one trace in Jaeger's form; a span that is kept twice is printed once. */
export function traceToJaeger(traceId: string, all: readonly Span[]): JaegerTrace {
  const processes: JaegerTrace['processes'] = {};
  const ids = new Map<string, string>();
  const processOf = (span: Span): string => {
    const process = {
      serviceName: traceServiceName(span),
      tags: toTags({ ...resourceTags(span), workload: span.workload, version: span.version }),
    };
    const key = JSON.stringify(process);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `p${ids.size + 1}`;
    ids.set(key, id);
    processes[id] = process;
    return id;
  };
  const spans = findSpanParents(all).spans.map((span) => toJaegerSpan(traceId, span, processOf(span)));
  return { traceID: traceId, spans, processes, warnings: null };
}

function toJaegerSpan(traceId: string, span: Span, processID: string): JaegerSpan {
  const { parent_span_id: parent, details } = span;
  const isResource = new Set(details?.resource);
  const own = Object.fromEntries(Object.entries(span.tags).filter(([key]) => !isResource.has(key)));
  return {
    traceID: traceId,
    spanID: span.span_id,
    operationName: span.name,
    references: [
      ...(parent === '' ? [] : [{ refType: 'CHILD_OF' as const, traceID: traceId, spanID: parent }]),
      ...(details?.links ?? []).map((link) => ({
        refType: 'FOLLOWS_FROM' as const,
        traceID: link.trace_id,
        spanID: link.span_id,
      })),
    ],
    startTime: span.start_us,
    duration: span.duration_us,
    tags: [...toTags({ ...own, 'span.kind': span.kind.toLowerCase() }), ...statusTags(span)],
    logs: (details?.events ?? []).map(toLog),
    processID,
    warnings: null,
  };
}

function statusTags({ status, details }: Span): JaegerTag[] {
  const message = details?.status_message;
  return [
    ...(status === 'error' ? [{ key: 'error', type: 'bool' as const, value: true }] : []),
    ...(status === 'unset' ? [] : toTags({ 'otel.status_code': status.toUpperCase() })),
    ...(message === undefined ? [] : toTags({ 'otel.status_description': message })),
  ];
}

function toLog({ time_us, name, tags }: SpanEvent): JaegerSpan['logs'][number] {
  return { timestamp: time_us, fields: toTags({ event: name, ...tags }) };
}

function resourceTags({ tags, details }: Span): Record<string, string> {
  return Object.fromEntries((details?.resource ?? []).map((key) => [key, tags[key] ?? '']));
}

function toTags(tags: Readonly<Record<string, string>>): JaegerTag[] {
  return Object.entries(tags)
    .filter(([key]) => key !== 'error')
    .map(([key, value]) => ({ key, type: 'string', value }));
}
