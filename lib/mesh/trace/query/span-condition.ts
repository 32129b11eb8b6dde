import type { Span } from '../span';

/** What of a span is known beside its tags. */
export type SpanColumn =
  | 'service'
  | 'namespace'
  | 'workload'
  | 'version'
  | 'name'
  | 'status'
  | 'kind'
  | 'duration'
  | 'code'
  | 'path';

/** A property of a span that can be asked for: a column, or a tag by its name. */
export type SpanField = { column: SpanColumn; tag?: never } | { tag: string; column?: never };

/** How texts are compared; patterns are RE2 and match the whole text. */
export type TextOperator = '=' | '!=' | '=~' | '!~';

/** How numbers are compared. */
export type NumberOperator = '=' | '!=' | '>' | '>=' | '<' | '<=';

/** A condition on one span. What a span does not have meets no comparison; `not` of that is met. */
export type SpanCondition =
  | { kind: 'and' | 'or'; left: SpanCondition; right: SpanCondition }
  | { kind: 'not'; inner: SpanCondition }
  | { kind: 'always'; isMet: boolean }
  /** Whether the span has it at all. */
  | { kind: 'has'; field: SpanField; isWanted: boolean }
  | { kind: 'text'; field: SpanField; operator: TextOperator; value: string }
  /** Durations are microseconds. */
  | { kind: 'number'; field: SpanField; operator: NumberOperator; value: number };

/** Texts and numbers a column has; `undefined` where the span says nothing. */
export type SpanValue = string | number | undefined;

/** Kinds and states of spans as TraceQL writes them. */
export const KIND_WORDS: Readonly<Record<string, Span['kind']>> = {
  server: 'SERVER',
  client: 'CLIENT',
  producer: 'PRODUCER',
  consumer: 'CONSUMER',
  internal: 'INTERNAL',
};

/** The states of a span. */
export const STATUS_WORDS: readonly Span['status'][] = ['error', 'ok', 'unset'];
