import { describe, expect, it } from 'vitest';
import { incidentHref } from '@/components/diagnosis/incident-href';
import { howLong, incidentToTell, tellIncident } from '@/components/diagnosis/incident-words';
import type { Incident } from '@/lib/protocol/api/diagnosis';

const SINCE = Date.UTC(2026, 10, 23, 14, 2, 0);
const incident: Incident = {
  id: 'workload:shop/pay-v1 slow 5',
  state: 'open',
  cause: 'slow',
  culprit: { id: 'workload:shop/pay-v1', kind: 'workload', namespace: 'shop', name: 'pay-v1' },
  edge: 'workload:shop/web-v1->service:shop/pay#http',
  headline: 'pay-v1 is slow.',
  sentence: [{ text: 'pay-v1 is slow.' }],
  score: 0.7,
  openedAtMs: SINCE + 10_000,
  sinceMs: SINCE,
  lastSeenMs: SINCE + 60_000,
};
const over: Incident = { ...incident, state: 'closed', closedAtMs: SINCE + 130_000 };
const rangeOf = (href: string) => new URL(href, 'http://console').searchParams.get('range');

describe('incidentHref()', () => {
  it('names the incident, so that its page can tell of it when it has passed', () => {
    for (const one of [incident, over]) {
      expect(new URL(incidentHref(one), 'http://console').searchParams.get('incident')).toBe(incident.id);
    }
  });

  it('asks for the time until it was last seen, not for the quiet minute before it was closed', () => {
    expect(rangeOf(incidentHref(over))).toBe('2026-11-23T14:00:00.000Z~2026-11-23T14:03:00.000Z');
    expect(rangeOf(incidentHref(incident))).toBeNull();
  });
});

describe('howLong()', () => {
  it('is the time it was seen, not the quiet minute after it, and nothing of what goes on', () => {
    expect(howLong(over)).toBe('for 1 min');
    expect(howLong(incident)).toBeUndefined();
  });

  it('names how often and how regularly something came back, also while it is on', () => {
    const recurrence = { times: 3, beforeMs: 40_000, lastFromMs: SINCE + 480_000 };
    const bursts = { ...incident, lastSeenMs: SINCE + 500_000, recurrence };
    expect(howLong(bursts)).toBe('3 times, about 20 s each, every 4 min');
    expect(tellIncident(bursts, SINCE + 505_000).before).toMatch(/^Open 3 times since /);
  });
});

describe('tellIncident()', () => {
  it('says of an open one that it has passed, and of a closed one that it is over', () => {
    const later = SINCE + 100_000;
    expect(tellIncident(incident, later).before).toMatch(/^Open since .*, last seen at /);
    expect(tellIncident(incident, later).after).toMatch(/^It has passed/);
    expect(tellIncident(over, later).after).toMatch(/^It is over/);
  });

  it('does not say that one has passed that was seen by the last look', () => {
    expect(tellIncident(incident, SINCE + 70_000).after).toMatch(
      /^It shows in the counts of the last minute/,
    );
  });
});

describe('incidentToTell()', () => {
  const find = (of: string, id?: string, isNow = true) =>
    incidentToTell([over, { ...incident, id: 'open' }], { of, id, isNow })?.id;

  it('tells of what is open in the mesh, the namespace, at the culprit and on the edge', () => {
    for (const of of ['mesh:', 'namespace:shop', incident.culprit.id, incident.edge])
      expect(find(of)).toBe('open');
    for (const of of ['namespace:other', 'workload:shop/web-v1']) expect(find(of)).toBeUndefined();
  });

  it('tells of the one that led here first, and of the past of no other', () => {
    expect(find('mesh:', over.id)).toBe(over.id);
    expect(find('mesh:', undefined, false)).toBeUndefined();
  });
});
