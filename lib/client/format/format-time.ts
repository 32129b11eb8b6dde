const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** Wall clock of the viewer, to the second: `14:02:07`. */
export function formatClock(timeMs: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...CLOCK, ...zone(timeZone) }).format(timeMs);
}

/** Wall clock with milliseconds: `14:02:07.123`. */
export function formatClockMs(timeMs: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...CLOCK, fractionalSecondDigits: 3, ...zone(timeZone) }).format(
    timeMs,
  );
}

/** Day and minute: `22 Nov 14:02`. */
export function formatDayTime(timeMs: number, timeZone?: string): string {
  const parts = {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, ...zone(timeZone) }).format(timeMs).replace(',', '');
}

/** The whole truth, for hovers: `22 Nov 2026, 14:02:07.123 UTC`. */
export function formatAbsolute(timeMs: number, timeZone?: string): string {
  const parts = {
    ...CLOCK,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, ...zone(timeZone) }).format(timeMs);
}

function zone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone };
}
