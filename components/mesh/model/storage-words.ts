const WORDS: Readonly<Record<string, string>> = {
  points_10s: 'Metrics',
  points_1m: 'Metrics, by the minute',
  points_10m: 'Metrics, by ten minutes',
  points_1h: 'Metrics, by the hour',
  access_logs: 'Access log lines',
  spans: 'Spans of traces',
};

/** What a table of the store holds, in words; its own name for one that nobody has named here. */
export function storageWords(table: string): string {
  return WORDS[table] ?? table.replaceAll('_', ' ');
}
