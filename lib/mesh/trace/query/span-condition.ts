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

/** Tests joined to a condition. */
export type Condition<Test> =
  | { kind: 'and' | 'or'; left: Condition<Test>; right: Condition<Test> }
  | { kind: 'not'; inner: Condition<Test> }
  | { kind: 'always'; isMet: boolean }
  | Test;

/** One comparison with a property of a span. What a span does not have meets none; `not` of that is met. */
export type SpanTest =
  /** Whether the span has it at all. */
  | { kind: 'has'; field: SpanField; isWanted: boolean }
  | { kind: 'text'; field: SpanField; operator: TextOperator; value: string }
  /** Durations are microseconds. */
  | { kind: 'number'; field: SpanField; operator: NumberOperator; value: number };

/** A condition on one span. */
export type SpanCondition = Condition<SpanTest>;

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
