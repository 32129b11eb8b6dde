import type { StringMatch } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';
import { regexProblem } from '../values/regex';

/** Reports a comparison that Envoy refuses. */
export function checkStringMatch(match: StringMatch | undefined, path: string, report: FieldReport): void {
  if (match?.prefix === '' && match.exact === undefined && match.regex === undefined) {
    report.error(
      'virtual-service/empty-prefix',
      `${path}.prefix`,
      'An empty prefix is not allowed here; leave the condition out to match everything',
    );
  }
  checkPattern(match, path, report);
}

/** Reports a pattern that is none; an empty prefix passes. */
export function checkPattern(match: StringMatch | undefined, path: string, report: FieldReport): void {
  if (match?.regex === undefined) return;
  report.check(
    'virtual-service/invalid-regex',
    `${path}.regex`,
    match.regex === ''
      ? 'The pattern is empty; leave the condition out to match everything'
      : regexProblem(match.regex),
  );
}
