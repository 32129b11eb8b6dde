import { describe, expect, it } from 'vitest';
import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import { type RolloutPlan, type Step, significanceOfGate } from '@/lib/mesh/rollout/plan';
import type { JudgeSummary, RolloutEvent } from '@/lib/mesh/rollout/rollout-event';
import { isFinal, type RolloutPhase, type RolloutState } from '@/lib/mesh/rollout/rollout-state';
import { STABLE_SHAPE } from '@/lib/mesh/rollout/traffic-shape';
import { startRollout, TRANSITIONS, transition } from '@/lib/mesh/rollout/transition';

const ERRORS: Gate = { kind: 'error-rate', against: 'stable', share: 0.01 };

function planOf(steps: readonly Step[]): RolloutPlan {
  return {
    service: { namespace: 'shop', name: 'reviews' },
    target: { kind: 'VirtualService', namespace: 'shop', name: 'reviews', rule: 0 },
    stable: { host: 'reviews', subset: 'v1', version: 'v1' },
    canary: { host: 'reviews', subset: 'v2', version: 'v2' },
    steps,
    gates: [ERRORS],
    significance: 0.05,
    maxSeconds: 3_600,
  };
}

const STEPS: readonly Step[] = [
  { kind: 'weight', percent: 10 },
  { kind: 'analysis', seconds: 60 },
  { kind: 'approval', question: 'Is it good?' },
  { kind: 'weight', percent: 50 },
  { kind: 'pause', seconds: 30 },
];
const PLAN = planOf(STEPS);

const says = (outcome: JudgeSummary['outcome'], sentence = `The gate says ${outcome}.`): JudgeSummary => ({
  outcome,
  sentence,
  requestsNeeded: outcome === 'undecided' ? 200 : 0,
});
const tick = (outcome?: JudgeSummary['outcome']): RolloutEvent =>
  outcome === undefined ? { kind: 'tick' } : { kind: 'tick', judge: says(outcome) };

/** Follows events, each a second apart unless it says when; the actions of all of them. */
function follow(plan: RolloutPlan, ...events: readonly (RolloutEvent | [number, RolloutEvent])[]) {
  let { state, actions } = startRollout(plan, 0);
  const done = [...actions];
  let nowMs = 0;
  for (const entry of events) {
    const [at, event] = Array.isArray(entry) ? entry : [nowMs + 1_000, entry];
    nowMs = at;
    ({ state, actions } = transition(plan, state, event, nowMs));
    done.push(...actions);
  }
  return { state, done, writes: done.filter(({ kind }) => kind === 'write').length };
}

describe('transition()', () => {
  it('walks a plan from the first weight to promotion', () => {
    const walk: readonly (RolloutEvent | [number, RolloutEvent])[] = [
      { kind: 'written' },
      tick('undecided'),
      [70_000, tick('pass')],
      { kind: 'approve', who: 'ann' },
      { kind: 'written' },
      [120_000, tick('pass')],
    ];
    const before = follow(PLAN, ...walk);
    expect(before.state).toMatchObject({ phase: 'promoting', wanted: { canaryPercent: 100 } });
    const after = follow(PLAN, ...walk, { kind: 'written' });
    expect(after.state).toMatchObject({ phase: 'promoted', written: { canaryPercent: 100 } });
    expect(after.done.at(-1)).toMatchObject({ kind: 'tell', what: 'promoted' });
  });

  it('waits for traffic instead of passing or failing, and goes on when there was enough', () => {
    const held = follow(PLAN, { kind: 'written' }, [70_000, tick('undecided')]);
    expect(held.state.phase).toBe('held');
    expect(held.state.reason).toContain('enough to judge by');
    const later = follow(PLAN, { kind: 'written' }, [70_000, tick('undecided')], [90_000, tick('pass')]);
    expect(later.state).toMatchObject({ phase: 'running', step: 2 });
  });

  it('leaves to a person what its gates cannot tell, running or waiting, and goes on from there as told', () => {
    const asked = follow(PLAN, { kind: 'written' }, tick('unclear'));
    expect(asked.state).toMatchObject({ phase: 'paused', step: 1 });
    expect(asked.done.at(-1)).toMatchObject({ kind: 'tell', what: 'paused' });
    const waited = follow(PLAN, { kind: 'written' }, [70_000, tick('undecided')], tick('unclear'));
    expect(waited.state.phase).toBe('paused');
    expect(transition(PLAN, asked.state, tick('unclear'), 9_000).actions).toEqual([]);
    expect(transition(PLAN, asked.state, { kind: 'skip', who: 'ann' }, 9_000).state.step).toBe(2);
    expect(transition(PLAN, asked.state, tick('fail'), 9_000).state.phase).toBe('rolling-back');
  });

  it('rolls back in every phase but the final ones when a gate fails or a person aborts', () => {
    for (const phase of ['running', 'held', 'paused'] as const) {
      for (const event of [tick('fail'), { kind: 'abort', who: 'bob', reason: '' } as const]) {
        const { state, actions } = transition(PLAN, stateIn(phase), event, 5_000);
        expect(state).toMatchObject({ phase: 'rolling-back', wanted: STABLE_SHAPE });
        expect(actions.map(({ kind }) => kind)).toEqual(['tell', 'write']);
      }
    }
    const promoting = transition(
      PLAN,
      stateIn('promoting'),
      { kind: 'abort', who: 'bob', reason: 'no' },
      5_000,
    );
    expect(promoting.state).toMatchObject({ phase: 'rolling-back', reason: 'bob aborted it: no' });
  });

  it('writes the way back again until it is written', () => {
    const failed = follow(
      PLAN,
      { kind: 'written' },
      tick('fail'),
      { kind: 'write-failed', reason: 'the database is away' },
      tick(),
      tick(),
    );
    expect(failed.state.phase).toBe('rolling-back');
    expect(failed.writes).toBe(1 + 1 + 2);
    const { state } = transition(PLAN, failed.state, { kind: 'written' }, 9_000);
    expect(state).toMatchObject({ phase: 'rolled-back', written: STABLE_SHAPE });
  });

  it('writes over nobody: it holds, and goes on from there only when told', () => {
    const held = follow(PLAN, { kind: 'written' }, { kind: 'changed-by-hand', who: 'carol' }, [
      500_000,
      tick('pass'),
    ]);
    expect(held.state).toMatchObject({ phase: 'held', hasConflict: true, step: 1 });
    const resumed = transition(PLAN, held.state, { kind: 'resume', who: 'carol' }, 501_000);
    expect(resumed.state).toMatchObject({ phase: 'running', hasConflict: false, step: 1 });
    expect(resumed.actions).toContainEqual({ kind: 'write' });
  });

  it('gives up after its longest time', () => {
    const late = follow(PLAN, { kind: 'written' }, [3_600_000, tick('pass')]);
    expect(late.state).toMatchObject({ phase: 'rolling-back', reason: 'It was not promoted within 60 min.' });
  });

  it('asks webhooks, goes on with a yes and back with a no', () => {
    const plan = planOf([{ kind: 'webhook', url: 'http://ci/ok', timeoutSeconds: 5, retries: 2 }, ...STEPS]);
    expect(follow(plan).done).toContainEqual({
      kind: 'call-webhook',
      url: 'http://ci/ok',
      timeoutSeconds: 5,
      retries: 2,
    });
    expect(follow(plan, { kind: 'webhook-answered', isOk: true, reason: '' }).state).toMatchObject({
      step: 1,
    });
    expect(
      follow(plan, { kind: 'webhook-answered', isOk: false, reason: 'tests failed' }).state,
    ).toMatchObject({
      phase: 'rolling-back',
      reason: 'The webhook said no: tests failed',
    });
  });

  it('goes on asking a webhook whose no is no end', () => {
    const call = {
      kind: 'webhook',
      url: 'http://ci/ok',
      timeoutSeconds: 5,
      retries: 2,
      waits: true,
    } as const;
    const no = { kind: 'webhook-answered', isOk: false, reason: '403' } as const;
    const plan = planOf([call, ...STEPS]);
    expect(follow(plan, no).state).toMatchObject({
      phase: 'running',
      step: 0,
      reason: 'The webhook says no so far, and is asked again: 403',
    });
    expect(follow(plan, no, { kind: 'webhook-answered', isOk: true, reason: '' }).state.step).toBe(1);
  });

  it('walks through notes, and through shifts that change nothing', () => {
    const plan = planOf([
      { kind: 'notify', message: 'Here we go.' },
      { kind: 'weight', percent: 0 },
      { kind: 'mirror', percent: 100 },
    ]);
    const { state, done } = follow(plan);
    expect(done).toContainEqual({ kind: 'notify', message: 'Here we go.' });
    expect(state).toMatchObject({ step: 2, wanted: { canaryPercent: 0, mirrorPercent: 100 } });
  });

  it('begins a step anew after a pause', () => {
    const walk: readonly (RolloutEvent | [number, RolloutEvent])[] = [
      { kind: 'written' },
      [30_000, { kind: 'pause', who: 'ann' }],
      [200_000, tick('pass')],
      [210_000, { kind: 'resume', who: 'ann' }],
    ];
    expect(follow(PLAN, ...walk).state).toMatchObject({ phase: 'running', step: 1, stepAtMs: 210_000 });
    expect(follow(PLAN, ...walk, [220_000, tick('pass')]).state.step).toBe(1);
    expect(follow(PLAN, ...walk, [271_000, tick('pass')]).state.step).toBe(2);
  });

  it('promotes and skips when told', () => {
    expect(follow(PLAN, { kind: 'written' }, { kind: 'skip', who: 'ann' }).state.step).toBe(2);
    expect(follow(PLAN, { kind: 'written' }, { kind: 'promote', who: 'ann' }).state.phase).toBe('promoting');
  });
});

function stateIn(phase: RolloutPhase): RolloutState {
  const { state } = follow(PLAN, { kind: 'written' });
  return { ...state, phase };
}

const EVENTS: readonly RolloutEvent[] = [
  tick(),
  tick('pass'),
  tick('undecided'),
  tick('fail'),
  tick('unclear'),
  { kind: 'written' },
  { kind: 'write-failed', reason: 'away' },
  { kind: 'changed-by-hand', who: 'carol' },
  { kind: 'webhook-answered', isOk: true, reason: '' },
  { kind: 'approve', who: 'ann' },
  { kind: 'pause', who: 'ann' },
  { kind: 'resume', who: 'ann' },
  { kind: 'skip', who: 'ann' },
  { kind: 'promote', who: 'ann' },
  { kind: 'abort', who: 'ann', reason: '' },
];

describe('startRollout()', () => {
  it('keeps in the story why somebody started it', () => {
    const [told] = startRollout(PLAN, 0, 'the new search').actions;
    expect(told).toMatchObject({ kind: 'tell', what: 'started' });
    expect(JSON.stringify(told)).toMatch(/is rolled out in \d+ steps?: the new search"/);
    expect(JSON.stringify(startRollout(PLAN, 0).actions[0])).toMatch(/steps?\."/);
  });
});

describe('TRANSITIONS', () => {
  const phases = Object.keys(TRANSITIONS) as RolloutPhase[];

  it.each(phases.filter(isFinal))('leaves a rollout that is %s as it is', (phase) => {
    for (const event of EVENTS) {
      const state = stateIn(phase);
      expect(transition(PLAN, state, event, 5_000)).toEqual({ state, actions: [] });
    }
  });

  it.each(phases.filter((phase) => !isFinal(phase)))(
    'never ends a rollout that is %s with traffic left astray',
    (phase) => {
      for (const event of EVENTS) {
        const { state } = transition(PLAN, stateIn(phase), event, 5_000);
        if (state.phase === 'rolled-back') expect(state.written).toEqual(state.wanted);
        if (state.phase === 'promoted') expect(state.written).toEqual(state.wanted);
        if (state.phase === 'rolling-back' && phase !== 'rolling-back')
          expect(state.wanted).toEqual(STABLE_SHAPE);
        expect(state.step).toBeLessThanOrEqual(STEPS.length);
        expect(state.reason).not.toBe('');
      }
    },
  );
});

describe('significanceOfGate()', () => {
  it('shares the significance out over gates and judged steps', () => {
    expect(significanceOfGate(PLAN)).toBeCloseTo(0.05 / 1 / 3, 12);
    expect(significanceOfGate({ ...PLAN, gates: [ERRORS, ERRORS] })).toBeCloseTo(0.05 / 2 / 3, 12);
  });
});
