const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const CLOCK_MS = { ...CLOCK, fractionalSecondDigits: 3 } as const;
const DAY_TIME = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const WHOLE = {
  ...CLOCK_MS,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZoneName: 'short',
} as const;

/** Wall clock of the viewer, to the second: `14:02:07`. */
export function formatClock(timeMs: number, timeZone?: string): string {
  return formatter(CLOCK, timeZone).format(timeMs);
}

/** Wall clock with milliseconds: `14:02:07.123`. */
export function formatClockMs(timeMs: number, timeZone?: string): string {
  return formatter(CLOCK_MS, timeZone).format(timeMs);
}

/** Day and minute: `22 Nov 14:02`. */
export function formatDayTime(timeMs: number, timeZone?: string): string {
  return formatter(DAY_TIME, timeZone).format(timeMs).replace(',', '');
}

/** The whole truth, for hovers: `22 Nov 2026, 14:02:07.123 UTC`. */
export function formatAbsolute(timeMs: number, timeZone?: string): string {
  return formatter(WHOLE, timeZone).format(timeMs);
}

type Parts = Readonly<Intl.DateTimeFormatOptions>;

const formatters = new Map<Parts, Map<string | undefined, Intl.DateTimeFormat>>();

/** Making a formatter costs a thousand times what formatting does. */
function formatter(parts: Parts, timeZone: string | undefined): Intl.DateTimeFormat {
  const ofParts = formatters.get(parts) ?? new Map<string | undefined, Intl.DateTimeFormat>();
  formatters.set(parts, ofParts);
  const known = ofParts.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...parts,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  ofParts.set(timeZone, made);
  return made;
}
