const HUES = 8;

/** The nth colour of the family; what comes after the eighth shares the last, grey one. */
export function seriesColor(index: number): string {
  return `var(--series-${Math.min(index + 1, HUES)})`;
}

/** Colours by key, in the stable order of the keys: `v2` keeps its colour when `v3` leaves. */
export function assignColors(keys: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(keys)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return new Map(sorted.map((key, index) => [key, seriesColor(index)]));
}

const CODE_CLASSES: Readonly<Record<string, string>> = {
  '2xx': 'var(--ok)',
  '3xx': 'var(--info)',
  '4xx': 'var(--degraded)',
  '5xx': 'var(--failing)',
  'no response': 'var(--series-3)',
  '1xx': 'var(--idle)',
  'grpc ok': 'var(--series-4)',
  'grpc error': 'var(--series-7)',
};

/** The colour of a class of response codes. */
export function codeClassColor(codeClass: string): string {
  return CODE_CLASSES[codeClass] ?? 'var(--idle)';
}

/** `503` is `5xx`; `-` is "no response"; grpc statuses are 0 to 16; the folded rest is `other`. */
export function codeClass(code: string): string {
  if (/^[1-5]\d\d$/.test(code)) return `${code[0]}xx`;
  if (/^\d{1,2}$/.test(code)) return code === '0' ? 'grpc ok' : 'grpc error';
  return code === 'other' ? 'other' : 'no response';
}
