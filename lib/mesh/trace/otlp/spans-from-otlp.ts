import { BoundedTags } from '../bounded-tags';
import type { Span, SpanDetails } from '../span';
import type { FindOwner } from '../span-owner';
import { OTLP_KINDS, type OtlpResource, type OtlpScope, type OtlpSpan, type Tags } from './otlp-spans';

const STATUSES: readonly Span['status'][] = ['unset', 'ok', 'error'];

/** Our spans of an OTLP message: attributes of resource and scope become tags, the span's own win. */
export function spansFromOtlp(resources: readonly OtlpResource[], findOwner: FindOwner): Span[] {
  return resources.flatMap(({ tags, scopes }) =>
    scopes.flatMap((scope) => scope.spans.map((span) => toSpan(span, scope, tags, findOwner))),
  );
}

function toSpan(span: OtlpSpan, scope: OtlpScope, resource: Tags, findOwner: FindOwner): Span {
  const all = new BoundedTags();
  for (const [key, value] of Object.entries(span.tags)) all.add(key, value);
  const own = new Set(Object.keys(span.tags));
  if (scope.name !== '' && !own.has('otel.scope.name')) all.add('otel.scope.name', scope.name);
  if (scope.version !== '' && !own.has('otel.scope.version')) all.add('otel.scope.version', scope.version);
  const inherited = Object.keys(resource).filter((key) => !own.has(key));
  for (const key of inherited) all.add(key, resource[key] ?? '');
  const kept = inherited.filter((key) => Object.hasOwn(all.tags, key));
  const details = describe(span, kept, span.dropped + all.dropped);
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId === '0000000000000000' ? '' : span.parentSpanId,
    name: span.name,
    kind: OTLP_KINDS[span.kind] ?? 'INTERNAL',
    start_us: span.startUs,
    duration_us: Math.max(0, span.endUs - span.startUs),
    ...findOwner(resource['service.name'] ?? '', all.tags),
    status: STATUSES[span.statusCode] ?? 'unset',
    tags: all.tags,
    ...(details === undefined ? {} : { details }),
  };
}

function describe(span: OtlpSpan, resource: string[], dropped: number): SpanDetails | undefined {
  const details: SpanDetails = {
    ...(span.events.length === 0 ? {} : { events: span.events }),
    ...(span.links.length === 0 ? {} : { links: span.links }),
    ...(span.statusMessage === '' ? {} : { status_message: span.statusMessage }),
    ...(resource.length === 0 ? {} : { resource }),
    ...(dropped === 0 ? {} : { dropped }),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}
