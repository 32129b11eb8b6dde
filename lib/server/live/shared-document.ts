import { AppError, isAppError } from '../../protocol/app-error';
import { diffDocument, type LiveDelta, type LiveDocument } from '../../protocol/live/document';
import type { LiveSource } from '../query/live-documents/live-source';
import type { LiveCounters } from './live-counters';
import { LIVE_SERVER_LIMITS } from './live-limits';

/** Who follows a document. */
export interface Follower {
  /** The document changed, or cannot be computed any more. */
  onChange(): void;
}

/** The way from one state of a document to the next, as JSON. */
interface Change {
  from: number;
  text: string;
}

/**
 * One topic with one set of parameters, computed once for all who follow it. States are numbered; a follower that kept
 * up gets the delta that was made once for all, one that fell behind gets a delta of its own from the state it has.
 */
export class SharedDocument {
  private readonly source: LiveSource;
  private readonly counters: LiveCounters;
  private readonly now: () => number;
  private readonly followers = new Set<Follower>();
  private builtVersion: string | undefined;
  private document: LiveDocument | undefined;
  private snapshot: { state: number; text: string } | undefined;
  private lastChange: Change | undefined;
  private state = 0;
  private failure: AppError | undefined;
  private isBuilding = false;
  private notBeforeMs = 0;

  constructor(source: LiveSource, counters: LiveCounters, now: () => number) {
    this.source = source;
    this.counters = counters;
    this.now = now;
  }

  follow(follower: Follower): void {
    this.followers.add(follower);
  }

  /** True when nobody follows it any more. */
  unfollow(follower: Follower): boolean {
    this.followers.delete(follower);
    return this.followers.size === 0;
  }

  currentState(): number {
    return this.state;
  }

  currentDocument(): LiveDocument | undefined {
    return this.document;
  }

  currentFailure(): AppError | undefined {
    return this.failure;
  }

  /** The whole document as JSON. */
  snapshotText(): string {
    if (this.snapshot?.state !== this.state) {
      this.snapshot = { state: this.state, text: JSON.stringify(this.document ?? {}) };
    }
    return this.snapshot.text;
  }

  /** The delta from an earlier state as JSON, undefined when nothing differs. */
  deltaText(fromState: number, fromDocument: LiveDocument): string | undefined {
    if (this.lastChange?.from === fromState && this.state === fromState + 1) return this.lastChange.text;
    const delta = diffDocument(fromDocument, this.document ?? {});
    return delta === undefined ? undefined : JSON.stringify(delta);
  }

  /** Computes anew when something may have changed and the last time was long enough ago. */
  async refresh(): Promise<void> {
    if (this.isBuilding || this.now() < this.notBeforeMs) return;
    const version = this.source.version();
    if (version === this.builtVersion && this.failure === undefined) return;
    this.isBuilding = true;
    const startedAt = performance.now();
    try {
      this.take(await this.source.build());
      this.builtVersion = version;
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBuilding = false;
      const ms = performance.now() - startedAt;
      this.counters.builds++;
      this.counters.buildSeconds += ms / 1_000;
      this.notBeforeMs =
        this.now() + (this.failure === undefined ? ms / LIVE_SERVER_LIMITS.busyShare : 2_000);
    }
  }

  private take(document: LiveDocument): void {
    const before = this.document;
    const delta: LiveDelta | undefined = before === undefined ? {} : diffDocument(before, document);
    const wasFailing = this.failure !== undefined;
    this.failure = undefined;
    if (delta === undefined && !wasFailing) return;
    this.document = document;
    this.lastChange =
      before === undefined ? undefined : { from: this.state, text: JSON.stringify(delta ?? {}) };
    this.state++;
    this.tell();
  }

  private fail(error: unknown): void {
    this.counters.failedBuilds++;
    const reason = isAppError(error) ? error : new AppError('internal', 'The console failed to compute this');
    if (this.failure?.message === reason.message) return;
    this.failure = reason;
    this.tell();
  }

  private tell(): void {
    for (const follower of this.followers) follower.onChange();
  }
}
