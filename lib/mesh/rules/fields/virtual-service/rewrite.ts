import type { HttpRewrite } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';
import { regexProblem } from '../values/regex';

/** The field rules of a change of path and host. */
export function checkRewrite(rewrite: HttpRewrite | undefined, path: string, report: FieldReport): void {
  if (rewrite === undefined) return;
  const { uri = '', authority = '', uriRegexRewrite } = rewrite;
  if (uri !== '' && uriRegexRewrite !== undefined) {
    report.error(
      'virtual-service/conflicting-rewrite',
      `${path}.uriRegexRewrite`,
      'The path is rewritten twice, by uri and by uriRegexRewrite; choose one',
    );
  }
  if (uri === '' && authority === '' && uriRegexRewrite === undefined) {
    report.error(
      'virtual-service/empty-rewrite',
      path,
      'The rewrite changes nothing: set uri, uriRegexRewrite or authority',
    );
  }
  checkRegexRewrite(uriRegexRewrite, `${path}.uriRegexRewrite`, report);
}

/** The field rules of a change of the path by a pattern. */
export function checkRegexRewrite(
  rewrite: HttpRewrite['uriRegexRewrite'],
  path: string,
  report: FieldReport,
): void {
  if (rewrite === undefined) return;
  const { match = '', rewrite: replacement = '' } = rewrite;
  if (match === '' || replacement === '') {
    report.error(
      'virtual-service/incomplete-rewrite',
      path,
      'A rewrite by pattern needs both match and rewrite',
    );
  } else report.check('virtual-service/invalid-regex', `${path}.match`, regexProblem(match));
}
