import type { Span } from '../span';
import { OTLP_KINDS } from './otlp-spans';

interface KeyValue {
  key: string;
  value: { stringValue: string };
}

/** One span in OTLP/JSON. */
export interface OtlpJsonSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: KeyValue[];
  events?: { timeUnixNano: string; name: string; attributes: KeyValue[] }[];
  links?: { traceId: string; spanId: string; attributes: KeyValue[] }[];
  status: { code?: number; message?: string };
}

/** The spans of one process in OTLP/JSON. */
export interface OtlpJsonResource {
  resource: { attributes: KeyValue[] };
  scopeSpans: { scope: { name?: string; version?: string }; spans: OtlpJsonSpan[] }[];
}

const STATUS_CODES = { unset: 0, ok: 1, error: 2 } as const;
const SCOPE_NAME = 'otel.scope.name';
const SCOPE_VERSION = 'otel.scope.version';

/** Prints spans as OTLP/JSON, by process and library: times in nanoseconds as texts, ids in hexadecimal. */
export function spansToOtlp(spans: readonly Span[]): { resourceSpans: OtlpJsonResource[] } {
  const resources = new Map<string, { resource: OtlpJsonResource; scopes: Map<string, OtlpJsonSpan[]> }>();
  for (const span of spans) {
    const attributes = toAttributes(resourceOf(span));
    const key = JSON.stringify(attributes);
    const known = resources.get(key) ?? {
      resource: { resource: { attributes }, scopeSpans: [] },
      scopes: new Map<string, OtlpJsonSpan[]>(),
    };
    resources.set(key, known);
    const [name, version] = [span.tags[SCOPE_NAME], span.tags[SCOPE_VERSION]];
    const scopeKey = JSON.stringify([name, version]);
    let scope = known.scopes.get(scopeKey);
    if (scope === undefined) {
      scope = [];
      known.scopes.set(scopeKey, scope);
      const named = {
        ...(name === undefined ? {} : { name }),
        ...(version === undefined ? {} : { version }),
      };
      known.resource.scopeSpans.push({ scope: named, spans: scope });
    }
    scope.push(toOtlpSpan(span));
  }
  return { resourceSpans: [...resources.values()].map(({ resource }) => resource) };
}

/** What the process said of itself, else what the mesh knows of the workload. */
function resourceOf(span: Span): Record<string, string> {
  const own = Object.fromEntries((span.details?.resource ?? []).map((key) => [key, span.tags[key] ?? '']));
  return {
    'service.name': span.service,
    'k8s.namespace.name': span.namespace,
    ...(span.version === '' ? {} : { 'service.version': span.version }),
    ...own,
  };
}

function toOtlpSpan(span: Span): OtlpJsonSpan {
  const { events, links, status_message: message } = span.details ?? {};
  const left = new Set([...(span.details?.resource ?? []), SCOPE_NAME, SCOPE_VERSION]);
  const own = Object.entries(span.tags).filter(([key]) => !left.has(key));
  const code = STATUS_CODES[span.status];
  return {
    traceId: span.trace_id,
    spanId: span.span_id,
    ...(span.parent_span_id === '' ? {} : { parentSpanId: span.parent_span_id }),
    name: span.name,
    kind: OTLP_KINDS.indexOf(span.kind),
    startTimeUnixNano: toNanos(span.start_us),
    endTimeUnixNano: toNanos(span.start_us + span.duration_us),
    attributes: toAttributes(Object.fromEntries(own)),
    ...(events === undefined
      ? {}
      : {
          events: events.map(({ time_us, name, tags }) => ({
            timeUnixNano: toNanos(time_us),
            name,
            attributes: toAttributes(tags),
          })),
        }),
    ...(links === undefined
      ? {}
      : {
          links: links.map((link) => ({
            traceId: link.trace_id,
            spanId: link.span_id,
            attributes: toAttributes(link.tags),
          })),
        }),
    status: { ...(code === 0 ? {} : { code }), ...(message === undefined ? {} : { message }) },
  };
}

function toAttributes(tags: Readonly<Record<string, string>>): KeyValue[] {
  return Object.entries(tags).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function toNanos(timeUs: number): string {
  return timeUs === 0 ? '0' : `${Math.round(timeUs)}000`;
}
