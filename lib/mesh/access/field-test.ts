import type { AccessRequest, AccessTest } from './access-request';

/** How strictly a value is read: `narrow` where a match opens, `wide` where a match refuses. */
export type MatchWidth = 'narrow' | 'wide';

/** A value compiled; undefined when it can't be judged here (an HTTP field on a TCP port, a broken value). */
export type ValueCompiler = (value: string, width: MatchWidth) => AccessTest | undefined;

/** One field of a rule: a test, and the words to explain it with. */
export interface FieldTest {
  /** `notPaths [/admin/*]`. */
  readonly text: string;
  readonly test: AccessTest;
}

/** What an action makes of a field that can't be judged: ALLOW gives the rule up, all others pass over the field. */
export interface FieldContext {
  readonly opens: boolean;
}

/** Values that the field must be one of, and must be none of. */
export interface FieldValues {
  readonly name: string;
  readonly values: readonly unknown[] | undefined;
  readonly notValues: readonly unknown[] | undefined;
}

/**
 * Compiles a field; `dropped` when its rule can never match. Either way of not being judgeable makes a policy
 * tighter: fewer requests are allowed, more are denied.
 */
export function compileField(
  { name, values, notValues }: FieldValues,
  compile: ValueCompiler,
  { opens }: FieldContext,
): FieldTest[] | 'dropped' {
  const fields: FieldTest[] = [];
  const wanted = compileAll(values, (value) => compile(value, opens ? 'narrow' : 'wide'));
  const unwanted = compileAll(notValues, (value) => compile(value, opens ? 'wide' : 'narrow'));
  if (opens && (wanted.isPartial || unwanted.isPartial)) return 'dropped';
  if (wanted.tests.length > 0) {
    fields.push({ text: describe(name, values), test: anyOf(wanted.tests) });
  }
  if (unwanted.tests.length > 0) {
    const isAny = anyOf(unwanted.tests);
    fields.push({ text: describe(negate(name), notValues), test: (request) => !isAny(request) });
  }
  return fields;
}

interface Compiled {
  tests: AccessTest[];
  isPartial: boolean;
}

function compileAll(
  values: readonly unknown[] | undefined,
  compile: (value: string) => AccessTest | undefined,
): Compiled {
  const tests = (values ?? []).map((value) => compile(String(value)));
  const known = tests.filter((test) => test !== undefined);
  return { tests: known, isPartial: known.length < tests.length };
}

function anyOf(tests: readonly AccessTest[]): AccessTest {
  const [first] = tests;
  if (tests.length === 1 && first !== undefined) return first;
  return (request: AccessRequest) => {
    for (let i = 0; i < tests.length; i++) if (tests[i]?.(request) === true) return true;
    return false;
  };
}

function negate(name: string): string {
  return name.includes('.') ? `${name} not` : `not${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function describe(name: string, values: readonly unknown[] | undefined): string {
  return `${name} [${(values ?? []).join(', ')}]`;
}
