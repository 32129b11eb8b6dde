import type { RolloutPlan } from '../../mesh/rollout/plan';
import type { RolloutEvent } from '../../mesh/rollout/rollout-event';
import { startRollout } from '../../mesh/rollout/transition';
import { AppError } from '../../protocol/app-error';
import type { Leases, StoredRollout } from '../store/contract/rollout-records';
import type { RolloutDeps } from './rollout-deps';
import { RolloutRun } from './rollout-run';

const TICK_MS = 500;
const LEASE = 'rollouts';
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;
const MAX_ACTIVE = 1_000;

/**
 * Drives every rollout that is under way. Of several consoles on one database one acts, by a lease; the others show what
 * is written down, and take over when it is gone. Whoever holds the lease goes on while the database is away: rolling
 * back must not wait for it.
 */
export class RolloutEngine {
  private readonly runs = new Map<string, RolloutRun>();
  private readonly deps: RolloutDeps;
  private readonly leases: Leases;
  private readonly holder: string;
  private readonly catchUp: () => Promise<void>;
  private timer: NodeJS.Timeout | undefined;
  private isActing = false;
  private renewedAtMs = 0;
  private isTicking = false;

  /** `catchUp` reads the configuration that another console may have written last. */
  constructor(deps: RolloutDeps, leases: Leases, holder: string, catchUp: () => Promise<void>) {
    this.catchUp = catchUp;
    this.deps = deps;
    this.leases = leases;
    this.holder = holder;
  }

  async start(): Promise<void> {
    await this.renew();
    this.timer = setInterval(() => void this.tick(), TICK_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled([...this.runs.values()].map((run) => run.tick()));
    if (this.isActing) await this.leases.releaseLease(LEASE, this.holder).catch(() => {});
  }

  /** Starts a rollout; fails with `conflict` while its service has one. */
  async begin(
    plan: RolloutPlan,
    id: string,
    ruleVersion: number,
    by: { who: string; why: string },
  ): Promise<StoredRollout> {
    this.requireLease();
    const nowMs = this.deps.now();
    const { state, actions } = startRollout(plan, nowMs, by.why);
    const rollout: StoredRollout = {
      id,
      plan,
      state,
      ruleVersion,
      verdicts: [],
      startedAtMs: nowMs,
      startedBy: by.who,
      endedAtMs: undefined,
    };
    await this.deps.records.createRollout(rollout);
    const run = new RolloutRun(this.deps, rollout);
    this.runs.set(id, run);
    await run.begin(actions);
    return run.rollout;
  }

  /** What a person wants of a rollout; fails with `not_found` when it is not under way. */
  async act(id: string, event: RolloutEvent & { who: string }): Promise<StoredRollout> {
    this.requireLease();
    const run = this.runs.get(id);
    if (run === undefined) throw new AppError('not_found', 'This rollout is not under way any more');
    await run.act(event);
    return run.rollout;
  }

  /** A rollout as it is at this moment; undefined when it is not under way here. */
  find(id: string): StoredRollout | undefined {
    return this.runs.get(id)?.rollout;
  }

  /** All that are under way here. */
  active(): StoredRollout[] {
    // One that has just ended stays until the tick is over.
    return [...this.runs.values()].filter((run) => !run.isOver).map((run) => run.rollout);
  }

  private requireLease(): void {
    if (this.isActing) return;
    throw new AppError('overloaded', 'Another console drives the rollouts of this database; ask that one');
  }

  private async tick(): Promise<void> {
    if (this.isTicking) return;
    this.isTicking = true;
    try {
      // A clock that was set back must not keep the lease from being renewed.
      if (Math.abs(this.deps.now() - this.renewedAtMs) >= RENEW_MS) await this.renew();
      if (!this.isActing) return;
      await Promise.allSettled([...this.runs.values()].map((run) => run.tick()));
      for (const [id, run] of this.runs) if (run.isOver) this.runs.delete(id);
    } finally {
      this.isTicking = false;
    }
  }

  /** Takes or keeps the lease; the one that takes it reads what is under way. */
  private async renew(): Promise<void> {
    this.renewedAtMs = this.deps.now();
    try {
      const isHeld = await this.leases.holdLease(LEASE, this.holder, LEASE_MS);
      if (isHeld && !this.isActing) await this.load();
      if (!isHeld) this.runs.clear();
      this.isActing = isHeld;
    } catch (error) {
      // The database is away: nobody else can take the lease either, so whoever had it keeps acting.
      this.deps.log(`rollouts: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async load(): Promise<void> {
    await this.catchUp();
    const { items } = await this.deps.records.listRollouts({ active: true, limit: MAX_ACTIVE });
    for (const rollout of items) this.runs.set(rollout.id, new RolloutRun(this.deps, rollout));
  }
}
