import { joinConditions, mapTests } from './map-tests';
import type { Condition, SpanCondition, SpanTest } from './span-condition';
import type { SetCondition, Spanset, TraceTest } from './spanset';

/** How traces are searched: by a span that an index may know, then by what the whole trace has to be. */
export interface TraceSearchPlan {
  /** Every trace that is meant has a span that meets this. */
  where: SpanCondition;
  /** What decides where one span cannot. */
  spanset?: Spanset;
}

type Test = SpanTest | TraceTest;

/** Splits a query into what one span can tell and what takes the whole trace. */
export function planTraceSearch(spanset: Spanset): TraceSearchPlan {
  const where = needSpan(spanset);
  const isOfOneSpan = spanset.kind === 'spans' && !testsOf(spanset).some(isTraceTest);
  return isOfOneSpan ? { where } : { where, spanset };
}

/** Whether a query can be decided without the tags of spans, which are most of their bytes. */
export function needsTags(spanset: Spanset): boolean {
  const fields = testsOf(spanset).flatMap((test) => (isTraceTest(test) ? [] : test.field));
  return [...fields, ...aggregatedFields(spanset)].some(
    ({ column }) => column === undefined || column === 'path' || column === 'code',
  );
}

function needSpan(set: Spanset): SpanCondition {
  switch (set.kind) {
    case 'spans':
      return weaken(set.condition);
    case 'or':
      return joinConditions('or', needSpan(set.left), needSpan(set.right));
    case 'and':
    case 'structure':
      return narrower(needSpan(set.left), needSpan(set.right));
    case 'filter':
      return set.inner.kind === 'spans'
        ? joinConditions('and', needSpan(set.inner), weaken(set.condition))
        : narrower(needSpan(set.inner), weaken(set.condition));
    case 'aggregate':
      return needSpan(set.inner);
    default:
      return set satisfies never;
  }
}

/** What is asked of the trace is taken to be so, whichever way it is asked. */
function weaken(condition: SetCondition): SpanCondition {
  return mapTests<Test, SpanTest>(condition, (test, isNegated) =>
    isTraceTest(test) ? { kind: 'always', isMet: !isNegated } : test,
  );
}

/** The one that fewer spans should meet. */
function narrower(a: SpanCondition, b: SpanCondition): SpanCondition {
  return rateNarrowness(b) > rateNarrowness(a) ? b : a;
}

function rateNarrowness(condition: SpanCondition): number {
  switch (condition.kind) {
    case 'and':
      return rateNarrowness(condition.left) + rateNarrowness(condition.right);
    case 'or':
      return Math.min(rateNarrowness(condition.left), rateNarrowness(condition.right));
    case 'always':
      return condition.isMet ? 0 : Number.POSITIVE_INFINITY;
    case 'text':
      return condition.operator === '=' ? (condition.value === 'error' ? 3 : 2) : 1;
    default:
      return 1;
  }
}

function isTraceTest(test: Test): test is TraceTest {
  return test.kind === 'trace-number' || test.kind === 'trace-text';
}

function testsOf(set: Spanset): Test[] {
  switch (set.kind) {
    case 'spans':
      return testsIn(set.condition);
    case 'and':
    case 'or':
    case 'structure':
      return [...testsOf(set.left), ...testsOf(set.right)];
    case 'filter':
      return [...testsOf(set.inner), ...testsIn(set.condition)];
    case 'aggregate':
      return testsOf(set.inner);
    default:
      return set satisfies never;
  }
}

function testsIn(condition: Condition<Test>): Test[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...testsIn(condition.left), ...testsIn(condition.right)];
    case 'not':
      return testsIn(condition.inner);
    case 'always':
      return [];
    default:
      return [condition];
  }
}

function aggregatedFields(set: Spanset): { column?: string }[] {
  if (set.kind === 'spans') return [];
  if (set.kind === 'filter') return aggregatedFields(set.inner);
  if (set.kind !== 'aggregate') return [...aggregatedFields(set.left), ...aggregatedFields(set.right)];
  const { field } = set.aggregate;
  return [...(field === undefined ? [] : [field]), ...aggregatedFields(set.inner)];
}
