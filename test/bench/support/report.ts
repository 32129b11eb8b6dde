/** One row of a result: what was measured, the figure, and what it is a ratio to. */
export interface ReportRow {
  measure: string;
  value: string;
  peer?: string;
  ratio?: string;
}

/** Prints rows as the Markdown table that docs/performance.md holds. */
export function printReport(title: string, rows: readonly ReportRow[]): void {
  console.log(`\n### ${title}\n\n| measure | value | peer | ratio |\n| --- | ---: | ---: | ---: |`);
  for (const { measure, value, peer = '', ratio = '' } of rows) {
    console.log(`| ${measure} | ${value} | ${peer} | ${ratio} |`);
  }
}

/** The value at quantile `q` of unsorted numbers. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
