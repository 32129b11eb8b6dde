import type { Fix, Severity } from '../finding';

/** What is wrong with one field. */
export interface FieldProblem {
  rule: string;
  codes: readonly string[];
  severity: Severity;
  path: string;
  message: string;
  fix?: Fix;
}

/** Takes what the checks of one object find. */
export interface FieldReport {
  /** A value Istio's validator refuses. */
  error(rule: string, path: string, message: string, fix?: Fix): void;
  /** A value it takes, with a warning. */
  warn(rule: string, path: string, message: string, fix?: Fix): void;
  /** A problem with a code and a severity of its own. */
  add(problem: FieldProblem): void;
  /** An error when a check of a value has something to say. */
  check(rule: string, path: string, problem: string | undefined): void;
}

/** A report and the list it writes to. */
export function createFieldReport(): { report: FieldReport; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const push =
    (severity: Severity, codes: readonly string[]) =>
    (rule: string, path: string, message: string, fix?: Fix): void => {
      problems.push({ rule, codes, severity, path, message, ...(fix === undefined ? {} : { fix }) });
    };
  const error = push('error', ['IST0106']);
  return {
    problems,
    report: {
      error,
      warn: push('warning', ['IST0133']),
      add: (problem) => problems.push(problem),
      check: (rule, path, problem) => {
        if (problem !== undefined) error(rule, path, problem);
      },
    },
  };
}

/** Every item that is there, with its path; empty items have a problem of their own. */
export function each<Item>(
  items: readonly Item[] | undefined,
  path: string,
  visit: (item: NonNullable<Item>, path: string, index: number) => void,
): void {
  for (const [index, item] of (items ?? []).entries()) {
    if (item !== undefined && item !== null) visit(item, `${path}[${index}]`, index);
  }
}
