import { describe, expect, it } from 'vitest';
import { retentionChanges } from '@/components/mesh/model/retention-change';
import { formatHours, parseDraft, toDraft } from '@/components/mesh/model/retention-form';

const GIB = 1024 ** 3;
const HOUR_MS = 3_600_000;
const settings = {
  points10sHours: 24,
  points1mHours: 168,
  points10mHours: 720,
  points1hHours: 8_760,
  logsHours: 72,
  logsBytes: 10 * GIB,
  spansHours: 72,
  spansBytes: 10 * GIB,
};
const stored = (name: string, hoursOld: number, bytes: number) => ({
  name,
  resolutionSeconds: null,
  retentionHours: 72,
  limitBytes: null,
  rows: 1,
  bytes,
  oldest: -hoursOld * HOUR_MS,
  newest: 0,
});

describe('toDraft() and parseDraft()', () => {
  it('are inverse', () => {
    expect(parseDraft(toDraft(settings))).toEqual({ retention: settings });
  });

  it('read hours, days and plain numbers', () => {
    const parsed = parseDraft({ ...toDraft(settings), logsHours: '36', spansHours: '2d' });
    expect(parsed).toMatchObject({ retention: { logsHours: 36, spansHours: 48 } });
  });

  it('name the field that is wrong', () => {
    const parsed = parseDraft({ ...toDraft(settings), logsHours: 'soon', points10sHours: '900d' });
    expect('errors' in parsed && Object.keys(parsed.errors).sort()).toEqual(['logsHours', 'points10sHours']);
  });
});

describe('formatHours()', () => {
  it('uses days where they are whole', () => {
    expect([24, 36, 48, 8_760].map(formatHours)).toEqual(['24h', '36h', '2d', '365d']);
  });
});

describe('retentionChanges()', () => {
  it('is empty when nothing changes', () => {
    expect(retentionChanges(settings, settings, [], 0)).toEqual([]);
  });

  it('tells what a shorter time drops', () => {
    const [change] = retentionChanges(settings, { ...settings, logsHours: 24 }, [stored('logs', 48, GIB)], 0);
    expect(change).toMatchObject({ before: '3d', after: '24h', isShorter: true });
    expect(change?.effect).toBe('The oldest 24h are dropped, about 50 % of it.');
  });

  it('tells when nothing is lost', () => {
    const [change] = retentionChanges(
      settings,
      { ...settings, spansBytes: 5 * GIB },
      [stored('spans', 48, GIB)],
      0,
    );
    expect(change).toMatchObject({
      before: '10 GiB',
      after: '5 GiB',
      effect: 'Nothing that is stored is dropped.',
    });
  });
});
