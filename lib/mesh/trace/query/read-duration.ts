const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-3,
  us: 1,
  µs: 1,
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3_600e6,
};

/** Go's durations (`1.5s`, `1m30s`) in microseconds; undefined for what is none. */
export function readDurationUs(text: string): number | undefined {
  let total = 0;
  let rest = text;
  while (rest !== '') {
    const [whole = '', number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/.exec(rest) ?? [];
    if (whole === '') return undefined;
    total += Number(number) * (UNITS[unit] ?? 0);
    rest = rest.slice(whole.length);
  }
  return text === '' ? undefined : Math.round(total);
}
