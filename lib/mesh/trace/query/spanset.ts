import type { Condition, NumberOperator, SpanField, SpanTest, TextOperator } from './span-condition';

/** What can be asked of a whole trace: from its first start to its last end, and its root's service and name. */
export type TraceField = 'duration' | 'rootService' | 'rootName';

/** One comparison with a property of the whole trace; durations are microseconds. */
export type TraceTest =
  | { kind: 'trace-number'; field: 'duration'; operator: NumberOperator; value: number }
  | { kind: 'trace-text'; field: 'rootService' | 'rootName'; operator: TextOperator; value: string };

/** A condition on a span and on the trace it is part of. */
export type SetCondition = Condition<SpanTest | TraceTest>;

/** How the spans of two sets stand to each other: child, descendant, parent, ancestor, sibling; those of the right set are picked. */
export type StructureOperator = '>' | '>>' | '<' | '<<' | '~';

/** What is worked out of the spans of a set. */
export type AggregateName = 'count' | 'avg' | 'min' | 'max' | 'sum';

/** Spans of one trace that a query picks; a trace is found when there are any. */
export type Spanset =
  | { kind: 'spans'; condition: SetCondition }
  /** Those of both, when both (`and`) or one of them (`or`) has any. */
  | { kind: 'and' | 'or'; left: Spanset; right: Spanset }
  | { kind: 'structure'; operator: StructureOperator; left: Spanset; right: Spanset }
  | { kind: 'filter'; inner: Spanset; condition: SetCondition }
  | { kind: 'aggregate'; inner: Spanset; aggregate: Aggregate; operator: NumberOperator; value: number };

/** A number of a set: how many spans, or something of what they have in one field. */
export type Aggregate =
  | { name: 'count'; field?: never }
  | { name: Exclude<AggregateName, 'count'>; field: SpanField };
