import type { JudgedFinding } from '../../../lib/mesh/rules/acknowledgement/acknowledgement';
import { describeReference } from '../../../lib/mesh/rules/describe-reference';
import type { Finding } from '../../../lib/mesh/rules/finding';
import { fixesOf } from '../../../lib/mesh/rules/fixes-of';

/** Findings as people read them: one line each, then what would solve it. */
export function formatText(all: readonly JudgedFinding[]): string {
  const findings = all.filter(({ acknowledged }) => acknowledged === undefined);
  const passed = all.length - findings.length;
  const note = passed === 0 ? '' : `${passed} more acknowledged.\n`;
  if (findings.length === 0) return `No findings.\n${note}`;
  const lines = findings.flatMap((finding) => [
    `${placeOf(finding)}${finding.severity} [${[...finding.codes, finding.rule].join(' ')}] ${describeReference(finding.resource)}: ${finding.message}`,
    ...fixesOf(finding).map(({ title }, index) => `    ${index === 0 ? 'fix' : 'or'}: ${title}`),
  ]);
  return `${lines.join('\n')}\n\n${formatTotals(findings)}\n${note}`;
}

/** Findings as scripts read them. */
export function formatJson(all: readonly JudgedFinding[]): string {
  const findings = all.filter(({ acknowledged }) => acknowledged === undefined).map(describeFinding);
  const acknowledged = all.flatMap(({ acknowledged: word, ...finding }) =>
    word === undefined ? [] : [{ ...describeFinding(finding), reason: word.reason }],
  );
  const shown = acknowledged.length === 0 ? { findings } : { findings, acknowledged };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function describeFinding(finding: JudgedFinding): object {
  const { rule, codes, severity, resource, path, message, file, position, key } = finding;
  const line = position === undefined ? {} : { line: position.line };
  return { rule, codes, severity, resource, path, message, file, ...line, key };
}

function placeOf({ file, position }: Finding): string {
  if (file === '') return '';
  return position === undefined ? `${file}: ` : `${file}:${position.line}:${position.column}: `;
}

function formatTotals(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const part = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return [part(count('error'), 'error'), part(count('warning'), 'warning'), `${count('info')} info`].join(
    ', ',
  );
}
