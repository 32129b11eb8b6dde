import type { ConfigFinding, ConfigProblem } from '@/lib/protocol/api/config';

/** One thing to underline; offsets count from the start of the text. */
export interface FindingMark {
  from: number;
  to: number;
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** `VirtualService/host-not-found (IST0101)`; empty for broken YAML. */
  source: string;
  finding?: ConfigFinding;
}

/** Where findings and problems stand in a text: from their place to the end of the word or value there. */
export function findingMarks(
  text: string,
  findings: readonly ConfigFinding[],
  problems: readonly ConfigProblem[],
): FindingMark[] {
  const starts = lineStarts(text);
  const marks: FindingMark[] = problems.map(({ position, message }) => ({
    ...rangeAt(text, starts, position),
    severity: 'error',
    message,
    source: '',
  }));
  for (const finding of findings) {
    marks.push({
      ...rangeAt(text, starts, finding.position ?? { line: 1, column: 1 }),
      severity: finding.severity,
      message: finding.message,
      source: describeCodes(finding),
      finding,
    });
  }
  return marks.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A rule's name and the codes other tools have for it. */
export function describeCodes({ rule, codes }: Pick<ConfigFinding, 'rule' | 'codes'>): string {
  return codes.length === 0 ? rule : `${rule} (${codes.join(', ')})`;
}

function rangeAt(
  text: string,
  starts: readonly number[],
  { line, column }: { line: number; column: number },
): { from: number; to: number } {
  const index = Math.min(Math.max(1, line), starts.length) - 1;
  const start = starts[index] ?? 0;
  const end = Math.max(start, (starts[index + 1] ?? text.length + 1) - 1);
  const from = Math.min(start + Math.max(0, column - 1), end);
  const rest = text.slice(from, end);
  const word = rest.trimEnd();
  return { from, to: from + word.length };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
