import type { RolloutPlan } from '@/lib/mesh/rollout/plan';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfig } from '@/lib/protocol/api/config-objects';
import { getRollout, postRollout, postRolloutAction, type Rollout } from '@/lib/protocol/api/rollouts';
import type { ConsoleProcess } from './console-process';
import { waitUntil } from './wait-until';

/** A lease lasts ten seconds, and a busy machine starts slowly. */
const SETTLE_MS = 60_000;

/** What people do with rollouts, by one console. */
export class RolloutHands {
  readonly console: ConsoleProcess;

  private readonly namespace: string;

  constructor(meshConsole: ConsoleProcess, namespace: string) {
    this.console = meshConsole;
    this.namespace = namespace;
  }

  apply = (yaml: string) => this.console.post(applyConfig, { yaml, reason: 'a test' });
  start = (plan: RolloutPlan) => this.console.post(postRollout, { plan });
  read = (id: string): Promise<Rollout> => this.console.get(getRollout, {}, { id });
  act = (id: string, action: string) => this.console.post(postRolloutAction, { action }, { id });

  async yaml(name: string): Promise<string> {
    const query = { kind: 'VirtualService', namespace: this.namespace, name };
    return (await this.console.get(getConfig, {}, query)).yaml;
  }

  /** Waits for a phase, and for a step where one is given. */
  reaches(id: string, phase: Rollout['phase'], step?: number): Promise<Rollout> {
    return waitUntil(
      `the rollout to be ${phase}${step === undefined ? '' : ` at step ${step}`}`,
      async () => {
        const rollout = await this.read(id);
        return rollout.phase === phase && (step ?? rollout.step) === rollout.step ? rollout : undefined;
      },
      SETTLE_MS,
    );
  }

  /** Acts as soon as somebody drives the rollouts. */
  actWhenDriven(id: string, action: string): Promise<Rollout> {
    return waitUntil(
      'the rollouts to be driven',
      () => this.act(id, action).catch(() => undefined),
      SETTLE_MS,
    );
  }
}
