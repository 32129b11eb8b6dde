import { describeReference } from '../../../lib/mesh/rules/describe-reference';
import type { Finding } from '../../../lib/mesh/rules/finding';

/** Findings as people read them: one line each, then what would solve it. */
export function formatText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.\n';
  const lines = findings.flatMap((finding) => [
    `${placeOf(finding)}${finding.severity} [${[...finding.codes, finding.rule].join(' ')}] ${describeReference(finding.resource)}: ${finding.message}`,
    ...(finding.fix === undefined ? [] : [`    fix: ${finding.fix.title}`]),
  ]);
  return `${lines.join('\n')}\n\n${formatTotals(findings)}\n`;
}

/** Findings as scripts read them. */
export function formatJson(findings: readonly Finding[]): string {
  const shown = findings.map(({ rule, codes, severity, resource, path, message, file, position }) => ({
    rule,
    codes,
    severity,
    resource,
    path,
    message,
    file,
    ...(position === undefined ? {} : { line: position.line }),
  }));
  return `${JSON.stringify({ findings: shown }, null, 2)}\n`;
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
