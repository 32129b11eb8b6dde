import { describe, expect, it } from 'vitest';
import { formatAge, formatRelative } from '@/lib/client/format/format-age';
import { formatAbsolute, formatClock, formatClockMs, formatDayTime } from '@/lib/client/format/format-time';

const AT = Date.UTC(2026, 10, 22, 14, 2, 7, 123);

describe('formatAge()', () => {
  it.each([
    [400, 'now'],
    [4_000, '4 s'],
    [59_999, '59 s'],
    [720_000, '12 min'],
    [10_800_000, '3 h'],
    [432_000_000, '5 d'],
  ])('%d ms is %s', (age, text) => {
    expect(formatAge(age)).toBe(text);
  });
});

describe('formatRelative()', () => {
  it('says before and after', () => {
    expect(formatRelative(AT - 4_000, AT)).toBe('4 s ago');
    expect(formatRelative(AT + 180_000, AT)).toBe('in 3 min');
    expect(formatRelative(AT, AT)).toBe('now');
  });
});

describe('clock formats', () => {
  it('show the zone asked for', () => {
    expect(formatClock(AT, 'UTC')).toBe('14:02:07');
    expect(formatClockMs(AT, 'UTC')).toBe('14:02:07.123');
    expect(formatDayTime(AT, 'UTC')).toBe('22 Nov 14:02');
    expect(formatAbsolute(AT, 'UTC')).toBe('22 Nov 2026, 14:02:07.123 UTC');
    expect(formatAbsolute(AT, 'America/New_York')).toContain('09:02:07.123 GMT-5');
  });
});
