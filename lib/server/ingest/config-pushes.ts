import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { LiveRegistry } from '../registry/live-registry';

/** Somebody who is told of each snapshot. */
export interface PushTarget {
  push(snapshot: RegistrySnapshot): void;
}

/** The event loop is held no longer than this at a time. */
const SLICE_MS = 8;

/**
 * Tells every agent of every change, in rounds: all of a round are told the same snapshot, and what changes meanwhile is
 * for the next one. Few agents are told at once. Thousands take their turns in slices between other work, and after a
 * round there is a rest as long as it took, so that a mesh in which agents come and go all the time is never busy with
 * that alone.
 */
export class ConfigPushes {
  private readonly registry: Pick<LiveRegistry, 'snapshot' | 'onSnapshot'>;
  private readonly targets = new Set<PushTarget>();
  private readonly waiting = new Set<PushTarget>();
  /** What this round tells; while nothing runs or rests, the newest there is. */
  private snapshot: RegistrySnapshot;
  private spentMs = 0;
  private slice: NodeJS.Immediate | undefined;
  private rest: NodeJS.Timeout | undefined;
  private readonly stopListening: () => void;

  constructor(registry: Pick<LiveRegistry, 'snapshot' | 'onSnapshot'>) {
    this.registry = registry;
    this.snapshot = registry.snapshot();
    this.stopListening = registry.onSnapshot(() => {
      if (this.slice === undefined && this.rest === undefined) this.begin();
    });
  }

  /** From now on `target` is told of every change, and of what is there already. */
  add(target: PushTarget): void {
    this.targets.add(target);
    this.wake(target);
  }

  /** Tells one target again, at its turn. */
  wake(target: PushTarget): void {
    this.waiting.add(target);
    if (this.slice === undefined) this.run();
  }

  remove(target: PushTarget): void {
    this.targets.delete(target);
    this.waiting.delete(target);
  }

  stop(): void {
    this.stopListening();
    this.waiting.clear();
    clearImmediate(this.slice);
    clearTimeout(this.rest);
  }

  private begin(): void {
    this.snapshot = this.registry.snapshot();
    for (const target of this.targets) this.waiting.add(target);
    this.run();
  }

  private run(): void {
    this.slice = undefined;
    const startedAt = performance.now();
    let spentMs = 0;
    for (const target of this.waiting) {
      this.waiting.delete(target);
      target.push(this.snapshot);
      spentMs = performance.now() - startedAt;
      if (spentMs >= SLICE_MS) break;
    }
    this.spentMs += spentMs;
    if (this.waiting.size > 0) this.slice = setImmediate(() => this.run());
    else this.end();
  }

  private end(): void {
    if (this.rest !== undefined) return;
    if (this.spentMs < SLICE_MS) this.goOn();
    else this.rest = setTimeout(() => this.goOn(), this.spentMs);
  }

  private goOn(): void {
    this.rest = undefined;
    this.spentMs = 0;
    if (this.slice === undefined && this.snapshot !== this.registry.snapshot()) this.begin();
  }
}
