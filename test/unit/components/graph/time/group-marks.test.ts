import { describe, expect, it } from 'vitest';
import { describeGroup, describeStep } from '@/components/graph/time/describe-step';
import { groupMarks, markKinds } from '@/components/graph/time/group-marks';
import type { TimelineMark } from '@/lib/protocol/api/timeline';

const mark = (at: number, kind: TimelineMark['kind']): TimelineMark => ({
  id: `${kind}${at}`,
  at,
  kind,
  namespace: '',
  message: '',
});

describe('groupMarks()', () => {
  it('draws near marks as one, by the sign of the most telling', () => {
    const marks = [mark(0, 'agent-joined'), mark(5, 'config'), mark(9, 'agent-left'), mark(50, 'version')];
    const groups = groupMarks(marks, (at) => at, 12);
    expect(groups.map(({ x, lead, marks: inside }) => [x, lead.kind, inside.length])).toEqual([
      [0, 'config', 3],
      [50, 'version', 1],
    ]);
  });
});

describe('describeGroup()', () => {
  it('says what leads it, and how many of which kinds stand behind', () => {
    const [group] = groupMarks(
      [mark(0, 'agent-joined'), mark(1, 'config'), mark(2, 'rollout'), mark(3, 'config')],
      (at) => at,
      12,
    );
    expect(group === undefined ? '' : describeGroup(group)).toMatch(
      / Rollout: .*, and 3 more \(2 Configuration, 1 Agent joined\)$/,
    );
  });
});

describe('markKinds()', () => {
  it('names every kind once, the most telling first', () => {
    const marks = [mark(0, 'agent-joined'), mark(5, 'config'), mark(9, 'agent-joined'), mark(50, 'incident')];
    expect(markKinds(marks)).toEqual(['incident', 'config', 'agent-joined']);
  });
});

describe('describeStep()', () => {
  const step = {
    fromMs: 0,
    toMs: 60_000,
    requests: 1_000,
    errorShare: 0.031,
    failing: 2,
    degraded: 0,
    worst: 'shop',
  };

  it('says how much failed and where it was worst', () => {
    expect(describeStep(step)).toMatch(/, 1 k requests, 3\.10 % failed, 2 namespaces failing, worst shop$/);
    expect(describeStep({ ...step, requests: 0 })).toMatch(/, no requests$/);
  });
});
