import type { ConfigDeps } from '../config-deps';

const POLL_MS = 1_000;

/** Takes over what other consoles on the same database have stored, so that agents connected here get it too. */
export class RevisionFollower {
  private readonly config: Pick<ConfigDeps, 'records' | 'state' | 'registry'>;
  private readonly onError: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(config: Pick<ConfigDeps, 'records' | 'state' | 'registry'>, onError: (error: unknown) => void) {
    this.config = config;
    this.onError = onError;
  }

  start(): void {
    this.timer = setInterval(() => void this.follow().catch(this.onError), POLL_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Reads everything anew where another console was the last to write. */
  async follow(): Promise<void> {
    const { records, state, registry } = this.config;
    if ((await records.lastRevision()) === state.revision) return;
    // Behind a change of this console's own the two are the same again.
    await state.exclusive(async () => {
      if ((await records.lastRevision()) === state.revision) return;
      await state.load(records);
      registry.setResources(state.configObjects());
    });
  }
}
