import { describe, expect, it } from 'vitest';
import type { MeshService } from '@/lib/mesh/registry/service';
import type { RolloutPlan } from '@/lib/mesh/rollout/plan';
import { isFinal } from '@/lib/mesh/rollout/rollout-state';
import { startRollout } from '@/lib/mesh/rollout/transition';
import { AppError } from '@/lib/protocol/app-error';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import type { QueryContext } from '@/lib/server/query/query-context';
import type { RolloutDeps } from '@/lib/server/rollout/rollout-deps';
import { RolloutRun } from '@/lib/server/rollout/rollout-run';
import type { RolloutAlert } from '@/lib/server/rollout/send-alert';
import type { StoredMoment, StoredRollout } from '@/lib/server/store/contract/rollout-records';
import { fakeConfig } from '../config-store/fake-config';

const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: demo}
spec: {hosts: [shop], http: [{route: [{destination: {host: shop, subset: v1}, weight: 100}]}]}
`;
const KEY = 'networking.istio.io/VirtualService/demo/shop';
const MINUTE = 60_000;

const PLAN: RolloutPlan = {
  service: { namespace: 'demo', name: 'shop' },
  target: { kind: 'VirtualService', namespace: 'demo', name: 'shop', rule: 0 },
  stable: { host: 'shop', subset: 'v1', version: 'v1' },
  canary: { host: 'shop', subset: 'v2', version: 'v2' },
  steps: [
    { kind: 'weight', percent: 20 },
    { kind: 'pause', seconds: 300 },
  ],
  gates: [{ kind: 'error-rate', against: 'stable', share: 0.01 }],
  significance: 0.05,
  maxSeconds: 3_600,
};

/** No traffic at all: what is tested does not hang on verdicts. */
const QUERY = {
  sources: {
    tail: { newest: () => [] },
    store: { series: { select: () => [] } },
    hot: {
      answers: () => true,
      readSteps: () => ({ startMs: 0, stepMs: 1_000, steps: 0, points: new Map() }),
    },
  },
} as unknown as QueryContext;

const shopOf = (versions: readonly string[]): MeshService[] => [
  {
    ...{ host: 'shop.demo.svc.cluster.local', name: 'shop', namespace: 'demo', port: 80 },
    ...{ protocol: 'http', location: 'MESH_INTERNAL' },
    endpoints: versions.map((version) => ({
      ...{ address: '10.0.0.1', port: 80 },
      workload: {
        ...{ cluster: '', namespace: 'demo', workload: `shop-${version}`, app: 'shop', version, labels: {} },
        ...{ canonicalService: 'shop', canonicalRevision: version, principal: '' },
      },
    })),
  },
];

/** A rollout at its pause, over a database and a clock of the test. */
async function underWay() {
  const config = fakeConfig();
  const world = { nowMs: 1_000_000, versions: ['v1', 'v2'], isDatabaseUp: true };
  const saved: StoredRollout[] = [];
  const story: StoredMoment[] = [];
  const alerts: RolloutAlert[] = [];
  await applyConfig(config, 'ann', {
    ...{ yaml: RULE, namespace: 'demo', file: '', reason: '', dryRun: false, remove: [], expected: {} },
  });
  const deps: RolloutDeps = {
    config: {
      ...config,
      registry: {
        ...config.registry,
        snapshot: () => ({ ...config.registry.snapshot(), services: shopOf(world.versions) }),
      },
    },
    records: {
      createRollout: async () => undefined,
      saveRollout: async (rollout, moments) => {
        if (!world.isDatabaseUp) throw new AppError('database_unavailable', 'away');
        saved.push(structuredClone(rollout));
        story.push(...moments);
      },
      findRollout: async () => undefined,
      listRollouts: async () => ({ items: [], nextCursor: undefined }),
      listMoments: async () => story,
    },
    query: QUERY,
    ...{
      alerts: (alert) => alerts.push(alert),
      pageOf: String,
      approvalOf: String,
      tell: () => undefined,
      log: () => undefined,
    },
    now: () => world.nowMs,
  };
  const { state, actions } = startRollout(PLAN, world.nowMs);
  const run = new RolloutRun(deps, {
    ...{ id: 'a', plan: PLAN, state, ruleVersion: 1, verdicts: [] },
    ...{ startedAtMs: world.nowMs, startedBy: 'ann', endedAtMs: undefined },
  });
  await run.begin(actions);
  const tick = async (of: RolloutRun, ms = 500) => {
    world.nowMs += ms;
    await of.tick();
  };
  await tick(run);
  expect(run.rollout.state).toMatchObject({ phase: 'running', step: 1, written: { canaryPercent: 20 } });
  const weights = () =>
    [...(config.state.objects().get(KEY)?.yaml ?? '').matchAll(/weight: (\d+)/g)].map(([, n]) => Number(n));
  return { config, world, run, tick, saved, story, alerts, deps, weights };
}

describe('a rollout in trouble', () => {
  it('begins a step anew when the clock is set forward, instead of taking the time for passed', async () => {
    const { run, tick, story } = await underWay();
    await tick(run, 60 * MINUTE);
    expect(run.rollout.state).toMatchObject({ phase: 'running', step: 1 });
    expect(story.at(-1)?.message).toBe(
      'The clock went on by 3600 s at once: the step is judged anew from its beginning.',
    );
    for (let n = 0; n < 10; n++) await tick(run, 30_000);
    expect(run.rollout.state.phase).toBe('promoted');
  });

  it('begins a step anew when the clock is set back, and waits no hour for its end', async () => {
    const { run, tick, story } = await underWay();
    await tick(run, -60 * MINUTE);
    expect(story.at(-1)?.message).toContain('was set back by 3600 s');
    for (let n = 0; n < 10; n++) await tick(run, 30_000);
    expect(run.rollout.state.phase).toBe('promoted');
  });

  it('goes back to stable when the agents of the canary are gone, and says so', async () => {
    const { run, tick, world, weights, story } = await underWay();
    expect(weights()).toEqual([80, 20]);
    world.versions = ['v1'];
    await tick(run);
    expect(run.rollout.state.phase).toBe('running');
    await tick(run, 5_000);
    expect(run.rollout.state.phase).toBe('rolled-back');
    expect(weights()).toEqual([100, 0]);
    expect(story.at(-1)?.message).toBe('No agent of v2 is connected any more.');
  });

  it('stays where it is while nobody at all is connected, or the canary is missed for a moment', async () => {
    const { run, tick, world } = await underWay();
    world.versions = [];
    for (let n = 0; n < 20; n++) await tick(run, 1_000);
    world.versions = ['v1'];
    await tick(run, 1_000);
    world.versions = ['v1', 'v2'];
    for (let n = 0; n < 20; n++) await tick(run, 1_000);
    expect(run.rollout.state.phase).toBe('running');
  });

  it('aborts with the database down: agents get the old weights first, the record follows', async () => {
    const { run, tick, world, config, saved, alerts } = await underWay();
    world.isDatabaseUp = false;
    await run.act({ kind: 'abort', who: 'bob', reason: 'enough' });
    expect(JSON.stringify(config.pushed.at(-1))).toContain('"weight":100');
    expect(saved.at(-1)?.state.phase).toBe('running');
    await tick(run);
    const failures = alerts.filter(({ what }) => what === 'trouble');
    expect(failures.map(({ message }) => message)).toEqual([
      'The rollout cannot go on by itself at the moment: away',
    ]);
    world.isDatabaseUp = true;
    await tick(run);
    expect(saved.at(-1)?.state).toMatchObject({ phase: 'rolled-back' });
  });

  it('writes over nobody who edits by hand, and an abort from there ends at the old weights', async () => {
    const { run, tick, config, weights } = await underWay();
    const yaml = (config.state.objects().get(KEY)?.yaml ?? '')
      .replace('weight: 80', 'weight: 70')
      .replace('weight: 20', 'weight: 30');
    await applyConfig(config, 'carol', {
      ...{ yaml, namespace: 'demo', file: '', reason: '', dryRun: false, remove: [], expected: {} },
    });
    await tick(run);
    expect(run.rollout.state).toMatchObject({ phase: 'held', hasConflict: true });
    expect(run.rollout.state.reason).toContain('carol changed the rule');
    expect(weights()).toEqual([70, 30]);
    await run.act({ kind: 'abort', who: 'bob', reason: '' });
    expect(weights()).toEqual([100, 0]);
    expect(run.rollout.state.phase).toBe('rolled-back');
  });

  it('goes on, or back, from every state it was ever written down in', async () => {
    const { run, tick, saved, deps, weights, world } = await underWay();
    await run.act({ kind: 'pause', who: 'ann' });
    await run.act({ kind: 'resume', who: 'ann' });
    await run.act({ kind: 'promote', who: 'ann' });
    const phases = new Set(saved.map(({ state }) => state.phase));
    expect([...phases].sort()).toEqual(['paused', 'promoted', 'promoting', 'running']);
    for (const record of [...saved]) {
      // The process was killed right behind this record: another one reads it.
      const next = new RolloutRun(deps, structuredClone(record));
      await tick(next);
      if (!isFinal(record.state.phase)) {
        await next.act({ kind: 'abort', who: 'bob', reason: 'after the kill' });
        if (record.state.phase !== 'promoting') expect(weights(), record.state.phase).toEqual([100, 0]);
      }
      for (let n = 0; n < 3; n++) await tick(next);
      expect(isFinal(next.rollout.state.phase), record.state.phase).toBe(true);
      world.nowMs += 1_000;
    }
  });
});
