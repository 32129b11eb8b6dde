/** Nanoseconds of a duration that the schema has found well-formed; exact where milliseconds as a number are not. */
function nanosecondsOf(text: string): bigint {
  const sign = text.startsWith('-') ? -1n : 1n;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(
    /(\d*)(?:\.(\d*))?(ns|us|µs|ms|s|m|h)/g,
  )) {
    const size = UNIT_NS[unit] ?? 0n;
    total += BigInt(whole === '' ? 0 : whole) * size;
    if (fraction !== '') total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
  }
  return sign * total;
}

const UNIT_NS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const MILLISECOND = 1_000_000n;
const SECOND = 1_000_000_000n;

/** What keeps a duration from being used: Envoy counts whole milliseconds, at least one. */
export function durationProblem(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const length = nanosecondsOf(text);
  if (length < MILLISECOND) return `"${text}" is too short; the shortest duration is 1ms`;
  return length % MILLISECOND === 0n ? undefined : `"${text}" is finer than a millisecond`;
}

/** As `durationProblem`, in whole seconds. */
export function secondsProblem(text: string | undefined): string | undefined {
  const problem = durationProblem(text);
  if (problem !== undefined || text === undefined) return problem;
  return nanosecondsOf(text) % SECOND === 0n ? undefined : `"${text}" is finer than a second`;
}

/** Whether a duration is less than a millisecond, which switches some timeouts off. */
export function isZeroDuration(text: string): boolean {
  const length = nanosecondsOf(text);
  return length < MILLISECOND && length > -MILLISECOND;
}

/** As `durationProblem`, at most an hour. */
export function connectTimeoutProblem(text: string): string | undefined {
  const isLong = nanosecondsOf(text) > 3_600n * SECOND;
  return durationProblem(text) ?? (isLong ? `"${text}" is longer than an hour` : undefined);
}

/** As `durationProblem`, but 0 is allowed: it switches the timeout off. */
export function detectionTimeoutProblem(text: string): string | undefined {
  const length = nanosecondsOf(text);
  return length % MILLISECOND === 0n ? undefined : `"${text}" is finer than a millisecond`;
}
